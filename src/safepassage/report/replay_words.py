"""Every text of the replay in English and Indonesian; both are in the page, which switches between them."""

# ruff: noqa: E501 - a sentence is one line
from __future__ import annotations

from collections.abc import Mapping

from safepassage.figures.labels import LABELS, LANGUAGES, either

TEXTS: dict[str, tuple[str, str]] = {
    "title": ("Replay: two scenarios on the same draws", "Putar ulang: dua skenario dengan undian yang sama"),
    "made_up": ("Made-up region, for learning.", "Wilayah rekaan, untuk belajar."),
    "invented": ("Persons here are simulated and stand for nobody.", "Orang di sini disimulasikan dan tidak mewakili siapa pun."),
    "language": ("Language", "Bahasa"),
    "play": ("Play", "Putar"), "pause": ("Pause", "Jeda"),
    "back": ("One week back", "Mundur seminggu"), "forward": ("One week forward", "Maju seminggu"),
    "time": ("Time", "Waktu"), "speed": ("Speed", "Kecepatan"), "weeks_a_second": ("weeks a second", "minggu per detik"), "each_second": ("{speed} wk/s", "{speed} mgg/dtk"),
    "recruiters": ("Recruiters", "Perekrut"), "differences": ("Ring differing lives", "Lingkari yang berbeda"),
    "keys": ("Space: play or pause. Arrows: a week back or forward. Home, End: first and last week.", "Spasi: putar atau jeda. Panah: mundur atau maju seminggu. Home, End: minggu pertama dan terakhir."),
    "controls": ("Controls", "Kendali"), "worlds": ("The two worlds", "Kedua dunia"), "totals": ("Running totals", "Jumlah berjalan"),
    "map_of": ("Map of {scenario}, {date}: {working} of the persons shown work abroad, {exploited} are in exploitation, {transit} are on the way.", "Peta {scenario}, {date}: dari orang yang ditampilkan, {working} bekerja di luar negeri, {exploited} dalam eksploitasi, {transit} di perjalanan."),
    "few": ("fewer than ten", "kurang dari sepuluh"),
    "since": ("Since the start", "Sejak awal"), "difference": ("Difference", "Selisih"),
    "averted": ("Spared so far", "Terhindar sejauh ini"), "newly_harmed": ("Newly harmed so far", "Justru dirugikan sejauh ini"),
    "entered_exploitation": ("Entered exploitation", "Mulai dieksploitasi"), "exploitation_years": ("Years of exploitation", "Tahun eksploitasi"),
    "departures_regular": ("Regular departures", "Berangkat prosedural"), "departures_irregular": ("Irregular departures", "Berangkat nonprosedural"),
    "refused": ("Refusals of exit", "Penolakan keluar"), "identified_false": ("False identifications", "Identifikasi keliru"),
    "recorded_victims": ("Victims in police files", "Korban dalam berkas polisi"), "recorded_cases": ("Police cases", "Kasus polisi"),
    "chart_truth": ("What happened: entered exploitation", "Yang terjadi: mulai dieksploitasi"),
    "chart_record": ("Recorded: victims in police files", "Tercatat: korban di berkas polisi"),
    "chart_text": ("{title}, from the start to {date}: {first} {a}; {second} {b}.", "{title}, dari awal sampai {date}: {first} {a}; {second} {b}."),
    "legend": ("Legend", "Legenda"),
    **LABELS["mark"],
    "abroad_in": ("Abroad: {place}", "Luar negeri: {place}"), "hubs": ("Ports, airports off the map", "Pelabuhan, bandara (luar peta)"),
    "work": ("work", "kerja"), "exploitation": ("exploitation", "eksploitasi"),
    "how": ("How to read it", "Cara membacanya"),
    "how_1": ("Both worlds begin alike and every person meets the same draws; whatever differs, the scenario changed.", "Kedua dunia dimulai sama dan setiap orang menghadapi undian yang sama; yang berbeda diubah oleh skenario."),
    "how_2": ("{shown} simulated persons are drawn, of {movers} who ever leave home and {persons} in the run; numbers and lines are of all persons, scaled to the real population.", "{shown} orang simulasi digambar, dari {movers} yang pernah meninggalkan rumah dan {persons} dalam ulangan; angka dan garis adalah semua orang, diskalakan ke penduduk nyata."),
    "how_3": ("A mark at home stands anywhere in its cell of about 5 km. Who leaves outside the posts fades into the band along the border at a place drawn at random: no path is located. Abroad is a box, not a place.", "Tanda di rumah berdiri di mana saja dalam selnya, sekitar 5 km. Yang berangkat di luar pos memudar ke pita sepanjang batas pada titik acak: tidak ada jalur yang dilokasikan. Luar negeri adalah kotak, bukan tempat."),
    "how_7": ("With the ring switched on, persons whose situation differs between the worlds at that moment are ringed.", "Bila lingkaran dinyalakan, orang yang situasinya berbeda antara kedua dunia pada saat itu dilingkari."),
    "how_4": ("One seed only: it shows how the model works, not how sure a result is. The decision pack has the intervals.", "Hanya satu benih: ini menunjukkan cara kerja model, bukan seberapa pasti hasilnya. Paket keputusan memuat selangnya."),
    "how_5": ("Spared and newly harmed are counted so far: a person who is exploited later only counts as spared until then. A count below ten, real or simulated, is written <10.", "Terhindar dan justru dirugikan dihitung sejauh ini: orang yang baru dieksploitasi kemudian dihitung terhindar sampai saat itu. Hitungan di bawah sepuluh, nyata atau simulasi, ditulis <10."),
    "how_8": ("One simulated person stands for {each} real ones here, so <10 may hide up to {most} of them; a larger population_share shows more.", "Di sini satu orang simulasi mewakili {each} orang nyata, jadi <10 dapat menyembunyikan sampai {most} di antaranya; population_share yang lebih besar menampilkan lebih banyak."),
    "how_6": ("Conditional on stated assumptions; not a forecast.", "Bergantung pada asumsi yang dinyatakan; bukan ramalan."),
    "same_yes": ("These runs are week by week those of the results folder.", "Ulangan ini minggu demi minggu sama dengan yang ada di folder hasil."),
    "same_no": ("The code has changed since the results folder was made: these runs differ from it.", "Kode telah berubah sejak folder hasil dibuat: ulangan ini berbeda darinya."),
    "made_by": ("Made by: {command}", "Dibuat dengan: {command}"),
}  # fmt: skip
"""By key, the English and the Indonesian text."""

STEPS: dict[str, tuple[str, str]] = {
    "back": ("One step back", "Mundur selangkah"), "forward": ("One step forward", "Maju selangkah"),
    "weeks_a_second": ("steps a second", "langkah per detik"), "each_second": ("{speed} steps/s", "{speed} lgkh/dtk"),
    "keys": ("Space: play or pause. Arrows: a step back or forward. Home, End: first and last step.", "Spasi: putar atau jeda. Panah: mundur atau maju selangkah. Home, End: langkah pertama dan terakhir."),
}  # fmt: skip
"""What stands in their place where a step is no week."""


def words(texts: Mapping[str, tuple[str, str]]) -> dict[str, dict[str, str]]:
    """Texts by language, then by key."""
    return {language: {key: either(language, *text) for key, text in texts.items()} for language in LANGUAGES}
