"""Every text of the decision pack in English and Indonesian. Words only; ``{names}`` are filled in."""

# ruff: noqa: E501 - a sentence is one line
from __future__ import annotations

from typing import Any

from safepassage.ensemble.spec import Language
from safepassage.figures.labels import either

TEXTS: dict[str, tuple[str, str]] = {
    # ---- head
    "title": ("Decision pack: {headline} ({region})", "Paket keputusan: {headline} ({region})"),
    "made_up": ("This region is made up, for learning; no number here says anything about a real place.", "Wilayah ini rekaan, untuk belajar; tidak ada angka di sini yang berbicara tentang tempat nyata."),
    "under": ("Simulated, {period}, {pairs} pairs of runs on the same draws, {share} percent of persons simulated and scaled to the real population. Compared with “{baseline}” under the same government. Conditional on stated assumptions; not a forecast.", "Hasil simulasi, {period}, {pairs} pasang ulangan dengan undian yang sama, {share} persen orang disimulasikan dan diskalakan ke penduduk nyata. Dibandingkan dengan “{baseline}” di bawah pemerintah yang sama. Bergantung pada asumsi yang dinyatakan; bukan ramalan."),
    "contents": ("Contents", "Daftar isi"),
    "skip": ("Skip to the answer", "Langsung ke jawaban"),
    # ---- answer
    "answer": ("The answer in three sentences", "Jawaban dalam tiga kalimat"),
    "averts": ("Over {years}, “{scenario}” averts {mean} years of exploitation {interval} against “{baseline}” under {a_government}, {percent} percent {percent_interval}.", "Sepanjang {years}, “{scenario}” mencegah {mean} tahun eksploitasi {interval} dibanding “{baseline}” di bawah {government}, yaitu {percent} persen {percent_interval}."),
    "averts_plain": ("Over {years}, “{scenario}” averts {mean} years of exploitation {interval} against “{baseline}” under {a_government}.", "Sepanjang {years}, “{scenario}” mencegah {mean} tahun eksploitasi {interval} dibanding “{baseline}” di bawah {government}."),
    "adds": ("Over {years}, “{scenario}” adds {mean} years of exploitation {interval} against “{baseline}” under {a_government}.", "Sepanjang {years}, “{scenario}” menambah {mean} tahun eksploitasi {interval} dibanding “{baseline}” di bawah {government}."),
    "undecided": ("Over {years}, it cannot be told whether “{scenario}” averts exploitation against “{baseline}” under {a_government}: the estimate is {mean} years averted {interval}, an interval that includes zero.", "Sepanjang {years}, tidak dapat dipastikan apakah “{scenario}” mencegah eksploitasi dibanding “{baseline}” di bawah {government}: perkiraannya {mean} tahun tercegah {interval}, selang yang mencakup nol."),
    "no_interval": ("Over {years}, “{scenario}” averts {mean} years of exploitation against “{baseline}” under {a_government} in {pairs} pair(s) of runs; that number has no interval, so ask for more replicates.", "Sepanjang {years}, “{scenario}” mencegah {mean} tahun eksploitasi dibanding “{baseline}” di bawah {government} dalam {pairs} pasang ulangan; angka itu tanpa selang, jadi mintalah lebih banyak ulangan."),
    "hidden_answer": ("Over {years}, the persons who enter exploitation under “{scenario}” or “{baseline}” ({government}) are too few to publish ({few}).", "Sepanjang {years}, orang yang mulai dieksploitasi pada “{scenario}” atau “{baseline}” ({government}) terlalu sedikit untuk diterbitkan ({few})."),
    "other_government": ("Under {a_government} the same effort averts {mean} years {interval}", "Di bawah {government}, upaya yang sama mencegah {mean} tahun {interval}"),
    "and_government": ("under {a_government} {mean} {interval}", "di bawah {government} {mean} {interval}"),
    "other_roles": ("Alone and under the same government, {list}.", "Sendiri-sendiri dan di bawah pemerintah yang sama, {list}."),
    "one_role": ("“{scenario}” averts {mean} years {interval}", "“{scenario}” mencegah {mean} tahun {interval}"),
    "persons_sentence": ("Of the same persons in both worlds, {averted} are spared and {harmed} are newly harmed (their placebos: {churn_averted} and {churn_harmed}).", "Dari orang yang sama di kedua dunia, {averted} terhindar dan {harmed} justru dirugikan (plasebonya: {churn_averted} dan {churn_harmed})."),
    "beside": ("Under {a_government}, with it come a change of {regular} in regular and {irregular} in irregular departures, {refused} in refusals of exit and {false} in false identifications.", "Di bawah {government}, hal itu disertai perubahan keberangkatan prosedural {regular} dan nonprosedural {irregular}, penolakan keluar {refused}, serta identifikasi keliru {false}."),
    "brackets": ("In brackets: 95 percent intervals, paired by seed. They hold chance alone, not what is unknown of the parameters.", "Dalam kurung siku: selang 95 persen, berpasangan menurut benih. Selang itu hanya memuat kebetulan, bukan ketidaktahuan tentang parameter."),
    # ---- effects
    "effects": ("What the scenarios change", "Apa yang diubah skenario"),
    "effects_note": ("Averted exploitation never stands alone: deterring migration is not success, and a refusal is itself a harm. Totals over the period; without brackets every pair of runs differs by the same.", "Eksploitasi yang tercegah tidak pernah berdiri sendiri: menghalangi migrasi bukan keberhasilan, dan penolakan itu sendiri merugikan. Total sepanjang periode; tanpa kurung, setiap pasang ulangan berbeda sama besar."),
    "effects_of": ("{government}; “{baseline}” has {years} years of exploitation and {persons} persons entering it", "{government}; “{baseline}” memuat {years} tahun eksploitasi dan {persons} orang yang mulai dieksploitasi"),
    "measure": ("Measure", "Ukuran"),
    "row_years": ("Years of exploitation averted", "Tahun eksploitasi tercegah"),
    "row_percent": ("… in percent", "… dalam persen"),
    "row_entered": ("Change in persons entering exploitation", "Perubahan orang yang mulai dieksploitasi"),
    "row_regular": ("Change in regular departures", "Perubahan keberangkatan prosedural"),
    "row_irregular": ("Change in irregular departures", "Perubahan keberangkatan nonprosedural"),
    "row_refused": ("Change in refusals of exit", "Perubahan penolakan keluar"),
    "row_false": ("Change in false identifications", "Perubahan identifikasi keliru"),
    "figures": ("Figures", "Gambar"),
    # ---- persons
    "persons": ("The same persons in both worlds", "Orang yang sama di kedua dunia"),
    "persons_note": ("Averted: exploited in the baseline and not in the scenario; newly harmed: the reverse. Delayed, hastened, rerouted: exploited in both, more than four weeks later, earlier, or by another way; these overlap and are never added. Read a gross count only as far as it exceeds its churn, the same count for a placebo that changes as many contacts and means nothing. Averted persons are counts in a model; they name nobody.", "Tercegah: dieksploitasi pada acuan dan tidak pada skenario; justru dirugikan: sebaliknya. Tertunda, dipercepat, beralih jalur: dieksploitasi pada keduanya, lebih dari empat minggu kemudian, lebih dini, atau lewat jalan lain; ketiganya bertumpang tindih dan tidak dijumlahkan. Bacalah jumlah kotor hanya sejauh melebihi derau semunya, yaitu jumlah yang sama pada plasebo yang mengubah kontak sebanyak itu tanpa arti apa pun. Orang yang terhindar adalah hitungan dalam model; tidak menunjuk siapa pun."),
    "persons_of": ("Persons, {government}", "Orang, {government}"),
    "with_churn": ("churn {churn}", "derau semu {churn}"),
    "no_placebo": ("no placebo was run", "tanpa plasebo"),
    "net": ("Net averted", "Tercegah neto"),
    "groups_none": ("No group by sex, age, schooling or poverty has a net increase of persons exploited whose interval excludes zero.", "Tidak ada kelompok menurut jenis kelamin, usia, lama sekolah, atau kemiskinan dengan kenaikan neto orang yang dieksploitasi yang selangnya tidak mencakup nol."),
    "groups_some": ("Groups whose net increase of persons exploited excludes zero: {list}.", "Kelompok dengan kenaikan neto orang yang dieksploitasi yang selangnya tidak mencakup nol: {list}."),
    # ---- money
    "money": ("What it costs", "Berapa biayanya"),
    "money_note": ("In USD over the period, overhead included. IOM may spend {budget} a year. No source gives a unit cost: all of them are assumed, and so is any ranking of roles by cost.", "Dalam USD sepanjang periode, termasuk biaya umum. IOM dapat membelanjakan {budget} setahun. Tidak ada sumber yang memberi biaya satuan: semuanya diasumsikan, begitu pula peringkat peran apa pun menurut biaya."),
    "money_of": ("Spending in USD, {government}", "Belanja dalam USD, {government}"),
    "row_iom": ("IOM", "IOM"),
    "row_iom_year": ("IOM, a year", "IOM, setahun"),
    "row_government": ("Governments' own, all of it", "Pemerintah sendiri, seluruhnya"),
    "row_government_change": ("Governments' own, change against the baseline", "Pemerintah sendiri, perubahan dibanding acuan"),
    "scenario": ("Scenario", "Skenario"),
    # ---- assumptions
    "assumes": ("What it assumes", "Apa yang diasumsikan"),
    "assumes_note": ("{total} parameters can have moved this result: {kinds}. Assumed means that no source gives the number: its range is what a result should be tried over. Here all stand at their central values{changed}.", "{total} parameter dapat memengaruhi hasil ini: {kinds}. Diasumsikan berarti tidak ada sumber yang memberi angkanya: rentangnya adalah wilayah tempat hasil perlu diuji. Di sini semuanya berada pada nilai tengah{changed}."),
    "but_changed": (", but for those set by hand", ", kecuali yang diubah dengan tangan"),
    "set_by_hand": ("Set by hand in this run", "Diubah dengan tangan pada ulangan ini"),
    "assumed_table": ("Assumed parameters with their ranges, by submodel", "Parameter yang diasumsikan beserta rentangnya, menurut submodel"),
    "english_only": ("", "Nama dan uraian parameter berbahasa Inggris, seperti dalam kode."),
    "parameter": ("Parameter", "Parameter"), "value": ("Value", "Nilai"), "range": ("Range", "Rentang"), "unit": ("Unit", "Satuan"),
    # ---- limits
    "cannot": ("What it cannot say", "Apa yang tidak dapat dikatakan"),
    "limit_forecast": ("It is not a forecast: every number is conditional on the stated assumptions.", "Ini bukan ramalan: setiap angka bergantung pada asumsi yang dinyatakan."),
    "limit_parameters": ("The intervals hold chance alone. What is unknown of the parameters is not in them; over the assumed ranges most claims are undecided.", "Selangnya hanya memuat kebetulan. Ketidaktahuan tentang parameter tidak termasuk; pada rentang yang diasumsikan, sebagian besar klaim belum terputuskan."),
    "limit_costs": ("The best mix of roles is not known from it: unit costs are assumed.", "Campuran peran terbaik tidak dapat diketahui dari sini: biaya satuan diasumsikan."),
    "limit_records": ("Records measure detection. More cases do not mean more trafficking, nor fewer cases less.", "Catatan mengukur deteksi. Lebih banyak kasus tidak berarti lebih banyak perdagangan orang, dan lebih sedikit tidak berarti berkurang."),
    "limit_places": ("No real government, office, post or district is judged: they share one distribution of conduct, and differ by poverty, distance, wages and a few assumed rates.", "Tidak ada pemerintah, kantor, pos, atau kabupaten nyata yang dinilai: semuanya berbagi satu sebaran perilaku, dan berbeda menurut kemiskinan, jarak, upah, dan beberapa laju yang diasumsikan."),
    "limit_persons": ("It says nothing about any individual, and gives no place of an unofficial path.", "Tidak ada yang dikatakan tentang orang mana pun, dan tidak ada letak jalur tidak resmi."),
    "limit_small": ("A count below ten persons, real or simulated, is written “{few}”; others are withheld so that it cannot be worked out.", "Hitungan di bawah sepuluh orang, nyata atau simulasi, ditulis “{few}”; hitungan lain ditahan agar tidak dapat dihitung mundur."),
    # ---- sources
    "sources": ("Sources that this run used", "Sumber yang dipakai"),
    "sources_cited": ("Cited by the passports of its parameters", "Dikutip oleh paspor parameternya"),
    "sources_tables": ("Tables of the region that were read", "Tabel wilayah yang dibaca"),
    "file": ("File", "Berkas"), "content": ("Content", "Isi"), "hash": ("SHA-256, first digits", "SHA-256, digit awal"),
    "as_read": ("as read", "seperti saat dibaca"), "changed_since": ("changed since", "berubah sejak itu"), "no_longer": ("no longer there", "tidak ada lagi"),
    # ---- reproduce
    "reproduce": ("How to reproduce it", "Cara mengulanginya"),
    "reproduce_note": ("The same command with the same code gives the same numbers, whatever the number of workers.", "Perintah yang sama dengan kode yang sama memberi angka yang sama, berapa pun jumlah pekerjanya."),
    "versions": ("Versions", "Versi"), "hashes": ("Hashes (SHA-256)", "Sidik (SHA-256)"), "effort": ("Effort", "Upaya hitung"),
    "package": ("Package", "Paket"), "version": ("Version", "Versi"), "what": ("What", "Apa"),
    "seeds": ("Seeds", "Benih"), "runs": ("Runs", "Ulangan"), "steps": ("Steps of all runs", "Langkah semua ulangan"), "persons_per_run": ("Simulated persons in a run", "Orang tersimulasi per ulangan"), "cpu": ("Processor seconds in the loop", "Detik prosesor dalam putaran"),
    "code_same": ("This page was made by the same code as the result.", "Halaman ini dibuat oleh kode yang sama dengan hasilnya."),
    "code_changed": ("The code has changed since the result was made (result {then}, page {now}); the tables are the result's own.", "Kode telah berubah sejak hasil dibuat (hasil {then}, halaman {now}); tabelnya tetap milik hasil itu."),
    "back": ("Back to the top", "Kembali ke atas"),
}  # fmt: skip
"""By key, the English and the Indonesian text."""


def say(key: str, language: Language, **values: Any) -> str:
    """Return a text of the page with its gaps filled; double spaces of empty gaps are closed.

    Examples
    --------
    >>> say("money", "id")
    'Berapa biayanya'
    """
    words = either(language, *TEXTS[key]).format(**values)
    return words.replace("  ", " ").strip().replace(" .", ".").replace(" ,", ",")
