// The connection: JSON texts both ways, frames of typed columns one way (see wire.py).

const TYPES = { uint8: Uint8Array, int16: Int16Array, uint16: Uint16Array, uint32: Uint32Array, float64: Float64Array };
const ALIGN = 8;

export function unpack(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, ALIGN, length)));
  const arrays = {};
  let at = ALIGN + length;
  for (const [name, kind, size] of header.arrays) {
    const type = TYPES[kind];
    arrays[name] = new type(buffer, at, size);
    at += Math.ceil((size * type.BYTES_PER_ELEMENT) / ALIGN) * ALIGN;
  }
  return [header, arrays];
}

export function connect(on) {
  const address = new URL("visit", location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(address);
  socket.binaryType = "arraybuffer";
  socket.onopen = () => on.open();
  socket.onclose = (event) => on.close(event);
  socket.onmessage = (event) => {
    if (typeof event.data === "string") {
      const message = JSON.parse(event.data);
      on[message.is]?.(message);
    } else {
      const [header, arrays] = unpack(event.data);
      on[header.is]?.(header, arrays);
    }
  };
  return {
    say: (word, more = {}) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ do: word, ...more }));
    },
    end: () => socket.close(),
  };
}
