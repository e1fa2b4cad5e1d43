/* The floor: what the cheapest thinkable step of this kind costs on this machine.

   One pass a step over N persons: a counter-based draw (the finaliser of splitmix64 over person and step), the
   draw compared first with a bound, the person's own hazard looked at only below it. The loop has no
   branch that depends on data, so that a compiler can use vector instructions. It does what every stage
   of the engine does first, once a person and step; the engine does it for several stages, and acts. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static inline uint32_t draw(uint32_t person, uint32_t step) {
    uint32_t x = person * 0x9E3779B9u + step * 0x85EBCA6Bu;
    x ^= x >> 16; x *= 0x7FEB352Du;
    x ^= x >> 15; x *= 0x846CA68Bu;
    return x ^ (x >> 16);
}

int main(int argc, char **argv) {
    uint32_t n = argc > 1 ? (uint32_t)atol(argv[1]) : 1370000u, steps = argc > 2 ? (uint32_t)atol(argv[2]) : 417u;
    uint32_t *hazard = malloc((size_t)n * sizeof *hazard);
    uint8_t *state = malloc(n);
    if (!hazard || !state) return 1;
    for (uint32_t i = 0; i < n; i++) { hazard[i] = 1000000u + (i * 2654435761u >> 12); state[i] = 0; }
    clock_t began = clock();
    uint64_t moved = 0;
    for (uint32_t t = 0; t < steps; t++) {
        uint32_t count = 0;
        for (uint32_t i = 0; i < n; i++) {
            uint8_t moves = draw(i, t) < hazard[i];
            state[i] ^= moves;
            count += moves;
        }
        moved += count;
    }
    double seconds = (double)(clock() - began) / CLOCKS_PER_SEC;
    uint64_t sum = 0;
    for (uint32_t i = 0; i < n; i++) sum += state[i];
    printf("{\"persons\": %u, \"steps\": %u, \"cpu_seconds_loop\": %.3f, \"moves\": %llu, \"moved\": %llu}\n", n, steps,
           seconds, (unsigned long long)moved, (unsigned long long)sum);
    free(hazard); free(state);
    return 0;
}
