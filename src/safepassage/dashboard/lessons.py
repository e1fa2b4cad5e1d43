"""Five guided questions for a class: each sets both worlds, and is answered by what came out.

No answer is written here: the page compares the learner's expectation with the indicator that the
question is about.
"""

# ruff: noqa: E501 - a text is one line
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Text = tuple[str, str]
"""English and Indonesian."""

SAME_WITHIN = 0.03
"""Changes below this share of the left world count as about the same."""


@dataclass(frozen=True)
class Lesson:
    """One question.

    Attributes
    ----------
    left, right
        Settings of the worlds: scenario, government, levers.
    about
        The indicator whose change is the answer.
    beside
        Indicators that are shown with it.
    think
        What to talk about afterwards; it names no result.
    """

    name: str
    title: Text
    story: Text
    question: Text
    think: Text
    about: str
    beside: tuple[str, ...]
    left: dict[str, Any]
    right: dict[str, Any]


def _world(scenario: str, government: str = "as_is", **levers: float) -> dict[str, Any]:
    return {"scenario": scenario, "government": government, "levers": levers}


LESSONS: tuple[Lesson, ...] = (
    Lesson(
        "records",
        ("More cases, more trafficking?", "Lebih banyak kasus, lebih banyak perdagangan orang?"),
        (
            "On the left nothing special happens. On the right a task force opens waiting cases three times as fast and refers more persons to help.",
            "Di kiri tidak ada yang khusus. Di kanan gugus tugas membuka kasus yang menunggu tiga kali lebih cepat dan merujuk lebih banyak orang.",
        ),
        (
            "Victims in police files over eight years, right against left:",
            "Korban dalam berkas polisi selama delapan tahun, kanan terhadap kiri:",
        ),
        (
            "Compare the change in police files with the change in persons trafficked. Which of the two would a newspaper see?",
            "Bandingkan perubahan berkas polisi dengan perubahan orang yang diperdagangkan. Yang mana yang akan dilihat surat kabar?",
        ),
        "recorded_victims",
        ("trafficked", "recorded_cases", "identified_true", "identified_false"),
        _world("no_iom"),
        _world("task_force"),
    ),
    Lesson(
        "closure",
        ("Close the border?", "Tutup perbatasan?"),
        (
            "On the right posts and hubs let out one in twenty of those who ask during the whole of 2019. Paths outside posts are not closed.",
            "Di kanan pos dan simpul hanya meloloskan satu dari dua puluh yang meminta sepanjang 2019. Jalur di luar pos tidak ditutup.",
        ),
        ("Departures outside posts, right against left:", "Keberangkatan di luar pos, kanan terhadap kiri:"),
        (
            "Who was refused, who went another way, and did fewer enter exploitation? Refusal is a harm of its own.",
            "Siapa yang ditolak, siapa yang lewat jalan lain, dan apakah lebih sedikit yang dieksploitasi? Penolakan adalah kerugian tersendiri.",
        ),
        "crossed_unofficial",
        ("departures_regular", "departures_irregular", "refused", "entered_exploitation"),
        _world("no_iom"),
        _world("border_closure"),
    ),
    Lesson(
        "responsiveness",
        (
            "Does training help where nobody answers?",
            "Apakah pelatihan berguna bila tidak ada yang menanggapi?",
        ),
        (
            "In both worlds IOM spends its whole budget on facilitation: training, plans, service offices. On the left governments hardly answer, on the right they do.",
            "Di kedua dunia IOM membelanjakan seluruh anggarannya untuk fasilitasi: pelatihan, rencana, kantor layanan. Di kiri pemerintah hampir tidak menanggapi, di kanan menanggapi.",
        ),
        ("Years spent in exploitation, right against left:", "Tahun dalam eksploitasi, kanan terhadap kiri:"),
        (
            "The money is the same. What has to be there besides training? What does facilitation do to departures?",
            "Uangnya sama. Apa lagi yang harus ada selain pelatihan? Apa pengaruh fasilitasi terhadap keberangkatan?",
        ),
        "exploitation_years",
        ("identified_true", "identified_false", "departures_regular", "departures_irregular"),
        _world("facilitator", "unresponsive"),
        _world("facilitator", "responsive"),
    ),
    Lesson(
        "roles",
        ("Which role with the same money?", "Peran mana dengan uang yang sama?"),
        (
            "On the left IOM acts itself in villages (implementer), on the right it works with others across the border (partner). The budget is the same.",
            "Di kiri IOM bertindak sendiri di desa (pelaksana), di kanan bekerja dengan pihak lain lintas batas (mitra). Anggarannya sama.",
        ),
        ("Years spent in exploitation, right against left:", "Tahun dalam eksploitasi, kanan terhadap kiri:"),
        (
            "Look at years in exploitation and at persons who enter it: a role may shorten exploitation without preventing it. Unit costs are assumed; would another cost turn the answer?",
            "Lihat tahun dalam eksploitasi dan orang yang mulai dieksploitasi: satu peran bisa memperpendek eksploitasi tanpa mencegahnya. Biaya satuan adalah asumsi; apakah biaya lain membalik jawabannya?",
        ),
        "exploitation_years",
        ("entered_exploitation", "assisted", "departures_regular", "departures_irregular"),
        _world("implementer"),
        _world("partner"),
    ),
    Lesson(
        "wages",
        ("When wages abroad rise", "Ketika upah di luar negeri naik"),
        (
            "On the right wages abroad are a quarter higher against those here from 2019 on. Nothing else differs.",
            "Di kanan upah di luar negeri seperempat lebih tinggi terhadap upah di sini sejak 2019. Selain itu tidak ada perbedaan.",
        ),
        ("Irregular departures, right against left:", "Keberangkatan nonprosedural, kanan terhadap kiri:"),
        (
            "More departures are not more exploitation in the same proportion. Which of the two should a policy look at?",
            "Lebih banyak keberangkatan tidak berarti eksploitasi naik sebanding. Mana yang seharusnya dilihat kebijakan?",
        ),
        "departures_irregular",
        ("departures_regular", "refused", "entered_exploitation", "exploitation_years"),
        _world("no_iom"),
        _world("wage_gap"),
    ),
)
