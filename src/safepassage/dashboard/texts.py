"""Every text of the page in English and Indonesian, in one table; names of things come from ``figures.labels``."""

# ruff: noqa: E501 - a text is one line
from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # ------------------------------------------------------------------------------- frame
    "title": ("Safe Passage: two worlds side by side", "Safe Passage: dua dunia berdampingan"),
    "skip": ("Skip to the two worlds", "Langsung ke kedua dunia"),
    "language": ("Bahasa Indonesia", "English"),
    "language_name": ("Switch to Indonesian", "Ganti ke bahasa Inggris"),
    "caveat": (
        "A model of populations, conditional on stated assumptions: not a forecast, and nobody real is shown.",
        "Model populasi yang bergantung pada asumsi yang dinyatakan: bukan ramalan, dan tidak ada orang sungguhan yang ditampilkan.",
    ),
    "made_up": ("made-up region", "wilayah rekaan"),
    "left": ("Left world", "Dunia kiri"),
    "right": ("Right world", "Dunia kanan"),
    "controls": ("Controls", "Kendali"),
    "lesson": ("Lesson", "Pelajaran"),
    "close": ("Close", "Tutup"),
    "help": ("What is this?", "Apa ini?"),
    # ------------------------------------------------------------------------------- clock
    "clock": ("Clock of both worlds", "Jam kedua dunia"),
    "help_play": ("Let time run, or stop it (space)", "Jalankan atau hentikan waktu (spasi)"),
    "help_step": ("One picture further (S)", "Maju satu gambar (S)"),
    "help_to_end": (
        "Run both worlds to the end of the period (E)",
        "Jalankan kedua dunia sampai akhir periode (E)",
    ),
    "help_reset": ("Back to before the first week (R)", "Kembali ke sebelum minggu pertama (R)"),
    "play": ("Play", "Putar"),
    "pause": ("Pause", "Jeda"),
    "step": ("Step", "Selangkah"),
    "reset": ("Reset", "Ulang"),
    "to_end": ("To the end", "Sampai akhir"),
    "speed": ("Weeks per picture", "Minggu per gambar"),
    "weeks": ("{weeks} wk", "{weeks} mgg"),
    "help_speed": (
        "How many weeks pass in both worlds before the next picture; ten or so pictures are drawn a second.",
        "Berapa minggu berlalu di kedua dunia sebelum gambar berikutnya; sekitar sepuluh gambar digambar tiap detik.",
    ),
    "week": ("week {step} of {total}", "minggu {step} dari {total}"),
    "week_of": ("week of {date}", "minggu {date}"),
    "before": ("before the first week", "sebelum minggu pertama"),
    "over": ("end of the period", "akhir periode"),
    "keys": (
        "Keys: space plays and pauses, S steps, R resets, E runs to the end.",
        "Tombol: spasi memutar dan menjeda, S selangkah, R mengulang, E sampai akhir.",
    ),
    # ---------------------------------------------------------------------------- progress
    "progress_connect": ("Connecting ...", "Menghubungkan ..."),
    "progress_compile": (
        "The model is being compiled: the first time on a machine this takes about a minute ({seconds} s so far).",
        "Model sedang dikompilasi: pertama kali di satu komputer perlu sekitar satu menit (sudah {seconds} d).",
    ),
    "progress_spin_up": (
        "Ten years before the start are being lived, once for both worlds ({seconds} s) ...",
        "Sepuluh tahun sebelum awal sedang dijalani, sekali untuk kedua dunia ({seconds} d) ...",
    ),
    "progress_catch_up": (
        "Living both worlds again up to week {to} ...",
        "Menjalani kembali kedua dunia sampai minggu {to} ...",
    ),
    "progress_ready": ("Ready.", "Siap."),
    "lost": (
        "The connection has ended: {why} Your settings are still here.",
        "Sambungan terputus: {why} Pengaturan Anda masih ada.",
    ),
    "lost_plain": ("the server has gone or was stopped.", "server berhenti atau tidak tersambung."),
    "lost_full": (
        "as many visitors as this server takes are here already; try again in a while.",
        "jumlah pengunjung server ini sudah penuh; coba lagi nanti.",
    ),
    "lost_idle": (
        "nothing was asked for half an hour, or the visit lasted very long.",
        "tidak ada permintaan selama setengah jam, atau kunjungan sudah sangat lama.",
    ),
    "lost_fault": (
        "there was a fault in the server; its log says more.",
        "ada kesalahan di server; catatannya menjelaskan lebih lanjut.",
    ),
    "again": ("Connect again", "Sambungkan lagi"),
    "problem": ("This cannot be done: {text}", "Tidak dapat dilakukan: {text}"),
    # -------------------------------------------------------------------------- both worlds
    "both": ("Both worlds", "Kedua dunia"),
    "region": ("Region", "Wilayah"),
    "help_region": (
        "The border districts whose people are followed. The classroom is small and made up.",
        "Kabupaten perbatasan yang penduduknya diikuti. Wilayah kelas kecil dan rekaan.",
    ),
    "region_indonesia": ("Both corridors (Indonesia)", "Kedua koridor (Indonesia)"),
    "region_sambas": ("Sambas", "Sambas"),
    "region_timor": ("Belu, Timor Tengah Utara, Malaka", "Belu, Timor Tengah Utara, Malaka"),
    "region_classroom": ("Classroom (made up)", "Kelas (rekaan)"),
    "population_share": ("Persons simulated", "Orang yang disimulasikan"),
    "help_population_share": (
        "One dot stands for so many real persons. More dots: less chance, slower pictures. Counts are scaled to real persons.",
        "Satu titik mewakili sejumlah orang nyata. Makin banyak titik: makin kecil pengaruh kebetulan, makin lambat gambarnya. Jumlah diskalakan ke orang nyata.",
    ),
    "share_shown": ("{persons} dots, one for {each} persons", "{persons} titik, satu untuk {each} orang"),
    "share_all": ("{persons} dots, one for each person", "{persons} titik, satu untuk tiap orang"),
    "seed": ("Seed", "Benih acak"),
    "help_seed": (
        "The number from which all chance follows, the same in both worlds: whoever differs, differs by what was changed. Another seed is another history.",
        "Angka yang menentukan semua kebetulan, sama di kedua dunia: perbedaan timbul hanya karena yang diubah. Benih lain adalah riwayat lain.",
    ),
    "new_seed": ("Another seed", "Benih lain"),
    # --------------------------------------------------------------------------- one world
    "scenario": ("Scenario", "Skenario"),
    "help_scenario": (
        "What IOM and governments do. The sliders below start where the scenario puts them.",
        "Apa yang dilakukan IOM dan pemerintah. Penggeser di bawah mulai dari nilai skenario.",
    ),
    "uploaded": ("Uploaded: {title}", "Diunggah: {title}"),
    "government": ("Government", "Pemerintah"),
    "help_government": (
        "One setting for all governments: none is ranked. It says how far skill and money turn into action.",
        "Satu setelan untuk semua pemerintah: tidak ada yang diperingkat. Setelan ini menentukan sejauh mana keterampilan dan uang menjadi tindakan.",
    ),
    "government_own": ("Own, by the sliders", "Sendiri, dengan penggeser"),
    "restore": ("Undo my changes", "Batalkan perubahan saya"),
    "changed": ("changed", "diubah"),
    "group_government": ("The government in detail", "Pemerintah secara rinci"),
    "group_iom": ("IOM's budget and roles", "Anggaran dan peran IOM"),
    "group_measures": ("Measures of governments", "Tindakan pemerintah"),
    "group_world": ("The world outside", "Dunia luar"),
    "shares_left": (
        "{percent} of the budget is given to no role",
        "{percent} anggaran belum diberikan ke peran mana pun",
    ),
    "shares_over": (
        "The three roles ask for {percent} of the budget; at most 100%. The slider was set back.",
        "Ketiga peran meminta {percent} anggaran; paling banyak 100%. Penggeser dikembalikan.",
    ),
    "lived_again": (
        "A change restarts both worlds in the first week and takes them to the week you were in.",
        "Perubahan mengulang kedua dunia dari minggu pertama sampai minggu yang sedang dilihat.",
    ),
    "none": ("none", "tidak ada"),
    "open": ("open", "terbuka"),
    "lever_responsiveness": ("Responsiveness", "Ketanggapan"),
    "help_responsiveness": (
        "How far governments let skill work, 0 to 1: at 0 trained officials can hardly act, at 1 fully. Moving it makes the government your own.",
        "Sejauh mana pemerintah membiarkan keterampilan bekerja, 0 sampai 1: pada 0 petugas terlatih hampir tidak dapat bertindak, pada 1 sepenuhnya. Menggesernya menjadikan pemerintah setelan Anda sendiri.",
    ),
    "lever_uptake": ("Uptake", "Daya serap"),
    "help_uptake": (
        "How far IOM's facilitation can lift the responsiveness of governments, 0 to 1.",
        "Sejauh mana fasilitasi IOM dapat menaikkan ketanggapan pemerintah, 0 sampai 1.",
    ),
    "lever_budget": ("IOM's budget, USD a year", "Anggaran IOM, USD per tahun"),
    "help_budget": (
        "What IOM may spend in a year in all districts, overhead included. Unit costs are assumed.",
        "Yang boleh dibelanjakan IOM dalam setahun di semua kabupaten, termasuk biaya umum. Biaya satuan adalah asumsi.",
    ),
    "lever_implementer": ("Share for the implementer", "Bagian untuk pelaksana"),
    "help_implementer": (
        "IOM acts itself: sessions in villages on safe migration, direct assistance, reintegration.",
        "IOM bertindak sendiri: penyuluhan desa tentang migrasi aman, bantuan langsung, reintegrasi.",
    ),
    "lever_facilitator": ("Share for the facilitator", "Bagian untuk fasilitator"),
    "help_facilitator": (
        "IOM helps governments act: training of officials, procedures and action plans, service offices.",
        "IOM membantu pemerintah bertindak: pelatihan petugas, prosedur dan rencana aksi, kantor layanan.",
    ),
    "lever_partner": ("Share for the partner", "Bagian untuk mitra"),
    "help_partner": (
        "IOM works with others: referral networks, universities and NGOs, liaison across the border.",
        "IOM bekerja dengan pihak lain: jejaring rujukan, universitas dan LSM, penghubung lintas batas.",
    ),
    "lever_training": ("Facilitator: share for training", "Fasilitator: bagian untuk pelatihan"),
    "help_training": (
        "How much of the facilitator's money trains officials; plans and service offices share the rest. Without a facilitator it does nothing.",
        "Berapa bagian uang fasilitator untuk melatih petugas; sisanya untuk rencana dan kantor layanan. Tanpa fasilitator tidak berpengaruh.",
    ),
    "lever_outreach": ("Implementer: share for outreach", "Pelaksana: bagian untuk penyuluhan"),
    "help_outreach": (
        "How much of the implementer's money goes to sessions in villages; the rest assists persons directly.",
        "Berapa bagian uang pelaksana untuk penyuluhan desa; sisanya membantu orang secara langsung.",
    ),
    "lever_task_force": (
        "Task force: cases open faster, times",
        "Gugus tugas: kasus lebih cepat dibuka, kali",
    ),
    "help_task_force": (
        "The anti-trafficking task force (GT-PP TPPO): waiting reports become police cases faster, and more persons are referred to help. 1 means there is none.",
        "Gugus tugas (GT-PP TPPO): laporan yang menunggu lebih cepat menjadi kasus polisi, dan lebih banyak orang dirujuk. 1 berarti tidak ada.",
    ),
    "lever_offices": ("Service offices: capacity, times", "Kantor layanan: kapasitas, kali"),
    "help_offices": (
        "One-stop services for migrant workers (LTSA): the regular way out is nearer and faster. 1 means as it was.",
        "Layanan terpadu satu atap (LTSA): jalur prosedural lebih dekat dan cepat. 1 berarti seperti adanya.",
    ),
    "lever_screening": ("Questioning at posts and hubs, times", "Pemeriksaan di pos dan simpul, kali"),
    "help_screening": (
        "How many of those who pass are questioned. More finds more trafficked persons, and turns back more who are not. 1 means as it was.",
        "Berapa banyak yang lewat ditanyai. Lebih banyak berarti lebih banyak korban dikenali, dan lebih banyak yang bukan korban ditolak. 1 berarti seperti adanya.",
    ),
    "lever_closure": (
        "Gates let out, share of those who ask",
        "Gerbang meloloskan, bagian dari yang meminta",
    ),
    "help_closure": (
        "A closure of posts and hubs outward, in the years below; citizens may always return. 1 means open.",
        "Penutupan pos dan simpul ke arah luar, dalam tahun di bawah; warga selalu boleh pulang. 1 berarti terbuka.",
    ),
    "lever_moratorium": ("Regular placements allowed, share", "Penempatan resmi yang diizinkan, bagian"),
    "help_moratorium": (
        "A moratorium cuts regular placements to this share, in the years below. 1 means none.",
        "Moratorium memangkas penempatan resmi menjadi bagian ini, dalam tahun di bawah. 1 berarti tidak ada.",
    ),
    "lever_poverty": ("Poverty rate, times", "Tingkat kemiskinan, kali"),
    "help_poverty": (
        "Poverty rates of all districts are multiplied, in the years below. 1 means as the tables say.",
        "Tingkat kemiskinan semua kabupaten dikalikan, dalam tahun di bawah. 1 berarti sesuai tabel.",
    ),
    "lever_wages": ("Wages abroad against wages here, times", "Upah luar negeri terhadap upah di sini, kali"),
    "help_wages": (
        "The ratio of wages abroad to wages here is multiplied, in the years below. 1 means as the tables say.",
        "Rasio upah di luar negeri terhadap upah di sini dikalikan, dalam tahun di bawah. 1 berarti sesuai tabel.",
    ),
    "lever_unemployment": ("Unemployment rate, times", "Tingkat pengangguran, kali"),
    "help_unemployment": (
        "Open unemployment rates (TPT) of all districts are multiplied, in the years below. 1 means as the tables say.",
        "Tingkat pengangguran terbuka (TPT) semua kabupaten dikalikan, dalam tahun di bawah. 1 berarti sesuai tabel.",
    ),
    "lever_jobless_pull": (
        "How much being without work makes people leave",
        "Seberapa kuat ketiadaan kerja mendorong orang pergi",
    ),
    "help_jobless_pull": (
        "How much more often someone without work wishes to leave than someone with work: 0 means no more often, 0.7 about twice as often (log ratio, assumed). It holds in all years.",
        "Seberapa lebih sering orang tanpa pekerjaan ingin pergi daripada yang bekerja: 0 berarti tidak lebih sering, 0,7 kira-kira dua kali lebih sering (rasio log, asumsi). Berlaku di semua tahun.",
    ),
    "lever_events_from": (
        "Closure, moratorium, poverty, unemployment, wages: from",
        "Penutupan, moratorium, kemiskinan, pengangguran, upah: dari",
    ),
    "help_events_from": (
        "The first of January from which those five last.",
        "Tanggal 1 Januari sejak kelima hal itu berlaku.",
    ),
    "lever_events_to": (
        "Closure, moratorium, poverty, unemployment, wages: until",
        "Penutupan, moratorium, kemiskinan, pengangguran, upah: sampai",
    ),
    "help_events_to": (
        "The first of January on which those five end; at the right end of the slider they do not end.",
        "Tanggal 1 Januari ketika kelima hal itu berakhir; di ujung kanan penggeser tidak berakhir.",
    ),
    # --------------------------------------------------------------------------------- map
    "map_name": (
        "{side}: {scenario}. {date}. {situations}.",
        "{side}: {scenario}. {date}. {situations}.",
    ),
    "lane_0": ("formal post", "pos resmi"),
    "lane_1": ("traditional", "tradisional"),
    "lane_2": ("outside posts", "di luar pos"),
    "lane_3": ("off the map", "di luar peta"),
    "abroad_in": ("Abroad: {country}", "Luar negeri: {country}"),
    "situation_resident": ("at home", "di rumah"),
    "situation_waiting": ("waiting for papers", "menunggu dokumen"),
    "situation_in_transit": ("on the way", "dalam perjalanan"),
    "situation_working": ("working abroad", "bekerja di luar negeri"),
    "situation_exploited": ("in exploitation", "dalam eksploitasi"),
    "situation_assisted": ("being assisted", "sedang didampingi"),
    "situation_dead": ("died", "meninggal"),
    "legend_recruiter_2": ("recruiter, unlicensed", "perekrut tanpa izin"),
    "legend_recruiter_1": ("recruiter, licensed", "perekrut berizin"),
    "legend_band": ("land border (paths are not located)", "batas darat (jalur tidak dilokasikan)"),
    "legend": ("How to read the map", "Cara membaca peta"),
    "legend_text": (
        "Off the map are ports, airports and posts outside the districts. A dot is a simulated person in their home cell of about 5 km, at a random spot in it. On the way, a dot passes a lane for the kind of gate; abroad it stands anywhere in the country's box. Nobody is shown where a border is crossed. Posts stand within 3-8 km of where they are drawn.",
        "Di luar peta adalah pelabuhan, bandara, dan pos di luar kabupaten. Satu titik adalah orang simulasi di sel rumahnya (sekitar 5 km), di tempat acak di dalamnya. Dalam perjalanan, titik melewati lajur jenis gerbang; di luar negeri titik ada di mana saja dalam kotak negara. Tempat orang melintasi batas tidak ditampilkan. Pos digambar dengan ketelitian 3-8 km.",
    ),
    "situations": ("Persons by situation", "Orang menurut situasi"),
    # -------------------------------------------------------------------------- what came out
    "outcome": (
        "What the right world changes against the left",
        "Yang diubah dunia kanan terhadap dunia kiri",
    ),
    "outcome_note": (
        "So far, real persons, one seed: one pair of histories, without an interval. Averted exploitation never stands alone: deterring migration is not success, and refusal is a harm.",
        "Sejauh ini, orang nyata, satu benih: sepasang riwayat, tanpa selang. Eksploitasi yang tercegah tidak pernah berdiri sendiri: menghalangi migrasi bukan keberhasilan, dan penolakan adalah kerugian.",
    ),
    "gross_note": (
        "Spared and newly harmed are gross counts: they hold chance as well. safepassage compare shows how much (churn).",
        "Terhindar dan justru dirugikan adalah hitungan kotor: mengandung kebetulan. safepassage compare menunjukkan seberapa besar (churn).",
    ),
    "column_what": ("So far", "Sejauh ini"),
    "column_left": ("Left", "Kiri"),
    "column_right": ("Right", "Kanan"),
    "column_change": ("Change", "Perubahan"),
    "row_exploitation_years_averted": ("Exploitation years averted", "Tahun eksploitasi tercegah"),
    "row_averted": ("Persons spared", "Orang yang terhindar"),
    "row_newly_harmed": ("Persons newly harmed", "Orang yang justru dirugikan"),
    "row_entered_exploitation": ("Entering exploitation", "Mulai dieksploitasi"),
    "hidden": (
        "<10: fewer than ten persons, simulated or real; not shown.",
        "<10: kurang dari sepuluh orang, simulasi atau nyata; tidak ditampilkan.",
    ),
    "hidden_dots": (
        "<10: rests on fewer than ten dots, here up to {persons} real persons, and is not shown; more dots show more.",
        "<10: berdasar pada kurang dari sepuluh titik, di sini sampai {persons} orang nyata, dan tidak ditampilkan; lebih banyak titik menampilkan lebih banyak.",
    ),
    "by_gate": ("Departures by kind of gate, and money", "Keberangkatan menurut jenis gerbang, dan uang"),
    "truth": ("What happened (truth)", "Yang terjadi (kenyataan)"),
    "record": ("What registers show (record)", "Yang tercatat (catatan)"),
    "help_truth": (
        "What happened in the model. In the world nobody sees this number.",
        "Yang terjadi dalam model. Di dunia nyata tidak ada yang melihat angka ini.",
    ),
    "help_record": (
        "What the police and other registers hold. A record is trafficking seen through detection: more cases may mean more trafficking, or more looking.",
        "Yang dimiliki polisi dan register lain. Catatan adalah perdagangan orang dilihat melalui deteksi: lebih banyak kasus bisa berarti lebih banyak kejadian, atau lebih banyak pencarian.",
    ),
    "chart_of": ("Series of this chart", "Deret grafik ini"),
    "so_far": ("{name}, since the start", "{name}, sejak awal"),
    "chart_name": ("{name}: left {left}, right {right}.", "{name}: kiri {left}, kanan {right}."),
    "few_drawn": (
        "Not drawn where a line would rest on fewer than ten persons, simulated or real.",
        "Tidak digambar bila garis berdasar pada kurang dari sepuluh orang, simulasi atau nyata.",
    ),
    # ---------------------------------------------------------------------------- download
    "take_home": ("Take home", "Bawa pulang"),
    "get_series": ("Series (CSV)", "Deret (CSV)"),
    "get_effects": ("This table (CSV)", "Tabel ini (CSV)"),
    "get_left": ("Left as a scenario file", "Kiri sebagai berkas skenario"),
    "get_right": ("Right as a scenario file", "Kanan sebagai berkas skenario"),
    "help_take_home": (
        "A scenario file runs with safepassage run --config-dir FOLDER; its first lines say how. The series are not suppressed: apply the rule for small counts before you publish.",
        "Berkas skenario dijalankan dengan safepassage run --config-dir FOLDER; baris pertamanya menjelaskan caranya. Deret tidak disembunyikan: terapkan aturan hitungan kecil sebelum menerbitkan.",
    ),
    "upload": ("Upload a scenario file", "Unggah berkas skenario"),
    "choose_file": ("Choose a file", "Pilih berkas"),
    "help_upload": (
        "A .yaml file as this page or configs/scenario has it. Budget, region and seed are keys of a run and not in it.",
        "Berkas .yaml seperti dari halaman ini atau configs/scenario. Anggaran, wilayah, dan benih adalah kunci menjalankan dan tidak ada di dalamnya.",
    ),
    "taken": ("{file} was taken into the {side}.", "{file} diambil ke {side}."),
    "saved": ("{file} was saved by the browser.", "{file} disimpan oleh peramban."),
    # ------------------------------------------------------------------------------ lesson
    "lesson_intro": (
        "Five questions. Each sets both worlds; say what you expect, then run them and look.",
        "Lima pertanyaan. Masing-masing menyetel kedua dunia; katakan perkiraan Anda, lalu jalankan dan lihat.",
    ),
    "lesson_number": ("Question {number} of {total}", "Pertanyaan {number} dari {total}"),
    "lesson_expect": ("What do you expect in the right world?", "Apa perkiraan Anda di dunia kanan?"),
    "lesson_run": ("Run both worlds", "Jalankan kedua dunia"),
    "lesson_next": ("Next question", "Pertanyaan berikutnya"),
    "lesson_back": ("Previous question", "Pertanyaan sebelumnya"),
    "lesson_seed": ("The same with another seed", "Sama dengan benih lain"),
    "lesson_choose": ("Choose an answer first.", "Pilih jawaban dahulu."),
    "lesson_came_out": ("What came out, with seed {seed}", "Yang terjadi, dengan benih {seed}"),
    "lesson_as_expected": ("As you expected.", "Sesuai perkiraan Anda."),
    "lesson_otherwise": ("Otherwise than you expected.", "Lain dari perkiraan Anda."),
    "lesson_few": (
        "Too few persons to say with this seed and share.",
        "Terlalu sedikit orang untuk disimpulkan dengan benih dan bagian ini.",
    ),
    "lesson_line": (
        "{name}: left {left}, right {right} ({change}).",
        "{name}: kiri {left}, kanan {right} ({change}).",
    ),
    "lesson_one_seed": (
        "One seed is one history: run it with another seed before you believe it.",
        "Satu benih adalah satu riwayat: jalankan dengan benih lain sebelum mempercayainya.",
    ),
    "answer_less": ("less", "lebih sedikit"),
    "answer_same": ("about the same (within {percent})", "kira-kira sama (dalam {percent})"),
    "answer_more": ("more", "lebih banyak"),
}
"""By key, the English and the Indonesian text; words in braces are filled in by the page."""
