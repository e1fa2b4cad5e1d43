"""What the server refuses, in Indonesian. Most of it is said by layers that know one language.

A message is found by its pattern: names, numbers and the place in a file stand in braces and stay as
they are. A test holds every message that a visitor can reach against this table.
"""

# ruff: noqa: E501 - a text is one line
from __future__ import annotations

import re

PROBLEMS: tuple[tuple[str, str], ...] = (
    # ------------------------------------------------------------------------- messages
    ("a message is a mapping with a word under 'do'", "pesan adalah pemetaan dengan satu kata di bawah 'do'"),
    ("unknown message {name}", "pesan {name} tidak dikenal"),
    ("to = {value} is not a number of steps", "to = {value} bukan jumlah langkah"),
    ("steps = {value} is not a whole number from 1 to {most}", "steps = {value} bukan bilangan bulat dari 1 sampai {most}"),
    ("the model cannot be started: {why}", "model tidak dapat dimulai: {why}"),
    ("what = {value} is not a file; series, effects, left or right are", "what = {value} bukan berkas; yang ada series, effects, left atau right"),
    ("an upload has a side (left or right) and a text", "unggahan berisi sisi (left atau right) dan teks"),
    ("there are no worlds yet; open some first", "belum ada dunia; buka dahulu"),
    # ------------------------------------------------------------------------- settings
    ("settings are a mapping of region, population_share, seed and worlds", "settings adalah pemetaan dari region, population_share, seed dan worlds"),
    ("seed = {value} is not a whole number from 0 to 2^53 - 1", "benih acak {value} bukan bilangan bulat dari 0 sampai 2^53 - 1"),
    ("worlds is a list of two: left, right", "worlds adalah daftar berisi dua: left, right"),
    (
        "population_share = {share} makes {persons} simulated persons; from {low} to {high} is possible here ({most} persons at most)",
        "population_share = {share} menghasilkan {persons} orang simulasi; di sini mungkin dari {low} sampai {high} (paling banyak {most} orang)",
    ),
    ("a world is a mapping of scenario, government and levers", "satu dunia adalah pemetaan dari scenario, government dan levers"),
    ("levers is a mapping of names and numbers", "levers adalah pemetaan nama dan angka"),
    ("no scenario file was uploaded for the left world; choose a scenario or upload one", "belum ada berkas skenario yang diunggah untuk dunia kiri; pilih skenario atau unggah satu berkas"),
    ("no scenario file was uploaded for the right world; choose a scenario or upload one", "belum ada berkas skenario yang diunggah untuk dunia kanan; pilih skenario atau unggah satu berkas"),
    ("events_from must be before events_to; move one of the two years", "tahun mulai harus sebelum tahun berakhir; geser salah satunya"),
    # ---------------------------------------------------------------------- scenario files
    ("nothing stands in it; a scenario has a title and interventions", "isinya kosong; skenario berisi title dan interventions"),
    ("longer than {size} kB; a scenario file has a few lines", "lebih panjang dari {size} kB; berkas skenario hanya beberapa baris"),
    ("{number} interventions; at most {most}", "{number} intervensi; paling banyak {most}"),
    ("a number has more digits than any measure needs", "ada angka dengan digit lebih banyak daripada yang diperlukan"),
    ("{name} = {value} is above {most}, the most that the dashboard takes", "{name} = {value} di atas {most}, batas tertinggi dasbor ini"),
    ("{name} = {value} is outside {low} to {high}, what the dashboard takes", "{name} = {value} di luar {low} sampai {high}, rentang yang diterima dasbor ini"),
    ("{name} = {value} is not a date; write YYYY-MM-DD", "{name} = {value} bukan tanggal; tulis TTTT-BB-HH, misalnya 2019-01-31"),
    ("{kind} ends on {end}, not after its start on {start}; change one of the two", "{kind} berakhir pada {end}, tidak sesudah mulai pada {start}; ubah salah satunya"),
    ("an intervention is a mapping with a kind, not {value}", "intervensi adalah pemetaan dengan kind, bukan {value}"),
    ("{kind} has no field {name}", "{kind} tidak memiliki isian {name}"),
    ("the shares of IOM's budget add up to {sum} from the start on; at most 1", "jumlah bagian anggaran IOM {sum} sejak awal; paling banyak 1"),
    ("the shares of IOM's budget add up to {sum} from {day} on; at most 1", "jumlah bagian anggaran IOM {sum} sejak {day}; paling banyak 1"),
    ("interventions is a list, one line with a dash for each", "interventions adalah daftar, satu baris bertanda hubung untuk tiap intervensi"),
    ("title is a text, or a text in each of {languages}", "title adalah satu teks, atau satu teks dalam tiap bahasa: {languages}"),
    ("parameters is a mapping, NAME: NUMBER", "parameters adalah pemetaan, NAMA: ANGKA"),
    ("two interventions are called {name}; give each its own name", "dua intervensi bernama {name}; beri nama yang berbeda"),
    ("gate {name} is not in region {region}", "gerbang {name} tidak ada di wilayah {region}"),
    ("unknown key {name}", "kunci {name} tidak dikenal"),
    # ------------------------------------------------------------------------------ YAML
    ("not valid YAML: {why}", "bukan YAML yang benar; periksa titik dua, kurung dan indentasi (pembaca berkas: {why})"),
    ("a mapping (key: value) is needed at the top, not a {type}", "di tingkat teratas diperlukan pemetaan (kunci: nilai), bukan {type}"),
    ("aliases (*name) are not taken; write the value out", "alias (*nama) tidak diterima; tulis nilainya"),
    ("nested more than {most} deep", "bersarang lebih dari {most} tingkat"),
    # ------------------------------------------------------------ names and numbers in general
    ("parameter {name} = {value} is not a number ({unit})", "parameter {name} = {value} bukan angka ({unit})"),
    ("parameter {name} = {value} is not a finite number ({unit})", "parameter {name} = {value} bukan angka terhingga ({unit})"),
    ("parameter {name} = {value} must not be negative ({unit})", "parameter {name} = {value} tidak boleh negatif ({unit})"),
    ("parameter {name} = {value} is not one of the whole numbers {low} to {high}", "parameter {name} = {value} bukan salah satu bilangan bulat {low} sampai {high}"),
    ("parameter {name} = {value} is above 1; it is a {unit}", "parameter {name} = {value} di atas 1; satuannya {unit}"),
    ("{name} = {value} is outside {low} to {high}", "{name} = {value} di luar {low} sampai {high}"),
    ("{name} = {value} is not a number", "{name} = {value} bukan angka"),
    ("{name} = {value} is not a text", "{name} = {value} bukan teks"),
    ("region {name} is not known", "wilayah {name} tidak dikenal"),
    ("scenario {name} is not known", "skenario {name} tidak dikenal"),
    ("government {name} is not known", "pemerintah {name} tidak dikenal"),
    ("lever {name} is not known", "penggeser {name} tidak dikenal"),
    ("gate kind {name} is not known", "jenis gerbang {name} tidak dikenal"),
    ("kind {name} is not known", "jenis {name} tidak dikenal"),
    ("intervention {name} is not known", "intervensi {name} tidak dikenal"),
    ("{name} is not known", "{name} tidak dikenal"),
)  # fmt: skip
"""English and Indonesian, the special before the general."""

NEAR = re.compile(r"; (did you mean|known:) ")
"""Where the nearest right words begin (``evidence.errors.did_you_mean``)."""

UNTRANSLATED = "(dalam bahasa Inggris) {text}"


def _pattern(english: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", english)
    body = "".join(f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
    return re.compile(rf"(?P<place>(?:[^:]+: )*?){body}")


_PATTERNS = tuple((_pattern(english), indonesian) for english, indonesian in PROBLEMS)


def indonesian(text: str) -> str:
    """A message of the server in Indonesian; one that is not in the table is marked as English."""
    cut = NEAR.search(text)
    body, near = (text[: cut.start()], text[cut.start() :]) if cut else (text, "")
    for pattern, words in _PATTERNS:
        found = pattern.fullmatch(body)
        if found:
            values = found.groupdict()
            place = re.sub(r", line (\d+): ", r", baris \1: ", values.pop("place"))
            return place.replace("scenario ", "skenario ") + words.format(**values) + _nearest(near)
    return UNTRANSLATED.format(text=text)


def _nearest(text: str) -> str:
    """``; did you mean 'x' or 'y'?`` and ``; known: x, y``."""
    if text.startswith("; did you mean "):
        return text.replace("; did you mean ", "; maksud Anda ").replace("' or '", "' atau '")
    return text.replace("; known: ", "; yang dikenal: ")
