"""All indicators, each in one place: name, unit, how it adds up over time, truth or record, its words, its reading."""

# ruff: noqa: E501 - a definition is one line
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from safepassage.observation.readings import (
    Reading,
    alive,
    count,
    expected,
    expected_cases,
    expected_victims,
    level,
    mean_awareness,
    mean_training,
    moved_in,
    moved_out,
    person_years,
    recorded,
    stock,
)
from safepassage.world.codes import Count, Expected, Register, Role, Situation

Kind = Literal["flow", "stock", "mean", "cumulated"]
Side = Literal["truth", "record", "money", "state"]


@dataclass(frozen=True)
class Indicator:
    """One column of ``series.parquet``.

    ``kind``: a *flow* counts what happened in the step; a *stock* what stands at its end; a *mean*
    is a level in [0, 1]; *cumulated* runs up from the start. Persons are scaled to the register.
    ``label`` is what pictures and pages call it, in English and Indonesian. What is drawn for the
    real population ``rests_on_itself``: the rule for small counts asks for no simulated persons.
    """

    name: str
    unit: str
    kind: Kind
    side: Side
    label: tuple[str, str]
    reading: Reading
    definition: str
    rests_on_itself: bool = False


_P = "persons"
INDICATORS: tuple[Indicator, ...] = (
    Indicator("trafficked", _P, "flow", "truth", ("Persons trafficked", "Orang yang diperdagangkan"), count(Count.TRAFFICKED),
              "became trafficked: accepted an offer made for exploitation through deception, debt or coercion (under 18: no means needed), or came to owe forced work abroad"),
    Indicator("expected_trafficked", _P, "flow", "truth", ("Trafficked, expected", "Diperdagangkan, harapan"), expected(Expected.TRAFFICKED),
              "expectation of trafficked: the sum of the chances of offers, each by itself, and of debts that may turn work into forced work"),
    Indicator("entered_exploitation", _P, "flow", "truth", ("Persons entering exploitation", "Orang yang mulai dieksploitasi"), count(Count.ENTERED_EXPLOITATION),
              "began an episode of exploitation abroad"),
    Indicator("entered_regular", _P, "flow", "truth", ("Persons with a permit entering exploitation", "Orang berizin kerja yang mulai dieksploitasi"), count(Count.ENTERED_REGULAR),
              "began an episode of exploitation abroad while they had a work permit"),
    Indicator("entered_irregular", _P, "flow", "truth", ("Persons without a permit entering exploitation", "Orang tanpa izin kerja yang mulai dieksploitasi"), count(Count.ENTERED_IRREGULAR),
              "began an episode of exploitation abroad without a work permit"),
    Indicator("exploited", _P, "stock", "truth", ("Persons in exploitation", "Orang dalam situasi eksploitasi"), stock(Situation.EXPLOITED),
              "are in exploitation abroad"),
    Indicator("exploitation_years", "person-years", "cumulated", "truth", ("Years of exploitation", "Tahun eksploitasi"), person_years(Situation.EXPLOITED),
              "time spent in exploitation since the start"),
    Indicator("abroad", _P, "stock", "truth", ("Persons abroad", "Orang di luar negeri"), stock(Situation.EXPLOITED, Situation.WORKING),
              "work or are exploited abroad"),
    Indicator("departures_regular", _P, "flow", "truth", ("Regular departures", "Keberangkatan prosedural"), count(Count.DEPARTURES_REGULAR),
              "passed the last gate with a work permit"),
    Indicator("departures_irregular", _P, "flow", "truth", ("Irregular departures", "Keberangkatan nonprosedural"), count(Count.DEPARTURES_IRREGULAR),
              "passed the last gate without a work permit"),
    Indicator("attempts", _P, "flow", "truth", ("Attempts to leave", "Upaya berangkat"), count(Count.ATTEMPTS),
              "set out towards a gate (each try counts)"),
    Indicator("crossed_formal", _P, "flow", "truth", ("Departures by formal post (PLBN)", "Keberangkatan lewat PLBN"), count(Count.CROSSED_FORMAL),
              "departed; the last gate was a formal post"),
    Indicator("crossed_traditional", _P, "flow", "truth", ("Departures by traditional post (PLBT)", "Keberangkatan lewat PLBT"), count(Count.CROSSED_TRADITIONAL),
              "departed; the last gate was a traditional post"),
    Indicator("crossed_unofficial", _P, "flow", "truth", ("Departures outside posts", "Keberangkatan di luar pos"), count(Count.CROSSED_UNOFFICIAL),
              "departed; the last gate was an unofficial path"),
    Indicator("crossed_hub", _P, "flow", "truth", ("Departures by port or airport", "Keberangkatan lewat pelabuhan atau bandara"), count(Count.CROSSED_HUB),
              "departed; the last gate was a hub by sea, air or road outside the districts"),
    Indicator("refused", _P, "flow", "truth", ("Persons refused exit", "Orang yang ditolak keluar"), count(Count.REFUSED),
              "were turned back at a gate (each time counts)"),
    Indicator("identified_true", _P, "flow", "truth", ("Trafficked persons identified", "Korban yang teridentifikasi"), count(Count.IDENTIFIED_TRUE),
              "were identified as trafficked or exploited, rightly"),
    Indicator("identified_false", _P, "flow", "truth", ("False identifications", "Identifikasi keliru"), count(Count.IDENTIFIED_FALSE),
              "were identified as trafficked, wrongly"),
    Indicator("assisted", _P, "flow", "truth", ("Persons assisted", "Orang yang didampingi"), count(Count.ASSISTED),
              "began to be assisted"),
    Indicator("returned", _P, "flow", "truth", ("Persons returned", "Orang yang pulang"), count(Count.RETURNED),
              "came home from abroad"),
    Indicator("retrafficked", _P, "flow", "truth", ("Persons trafficked again", "Orang yang diperdagangkan kembali"), count(Count.RETRAFFICKED),
              "became trafficked again"),
    Indicator("entered_again", _P, "flow", "truth", ("Persons exploited again", "Orang yang dieksploitasi kembali"), count(Count.ENTERED_AGAIN),
              "began an episode of exploitation abroad, having been exploited before"),
    Indicator("deaths_abroad", _P, "flow", "truth", ("Deaths abroad", "Kematian di luar negeri"), count(Count.DEATHS_ABROAD),
              "died abroad"),
    Indicator("recorded_cases", "cases", "flow", "record", ("Police cases", "Kasus polisi"), recorded(Register.CASES),
              "cases opened by the police, drawn at full scale; other districts' and internal cases included", rests_on_itself=True),
    Indicator("recorded_victims", _P, "flow", "record", ("Victims in police files", "Korban dalam berkas polisi"), recorded(Register.VICTIMS),
              "victims in these cases, drawn at full scale", rests_on_itself=True),
    Indicator("recorded_suspects", _P, "flow", "record", ("Suspects in police files", "Tersangka dalam berkas polisi"), recorded(Register.SUSPECTS),
              "suspects in these cases, drawn at full scale", rests_on_itself=True),
    Indicator("expected_cases", "cases", "flow", "record", ("Police cases, expected", "Kasus polisi, nilai harapan"), expected_cases(),
              "expectation of recorded cases"),
    Indicator("expected_victims", _P, "flow", "record", ("Victims in police files, expected", "Korban dalam berkas, nilai harapan"), expected_victims(),
              "expectation of recorded victims"),
    Indicator("expected_deaths", _P, "flow", "truth", ("Deaths abroad, expected", "Kematian di luar negeri, nilai harapan"), expected(Expected.DEATHS),
              "expectation of deaths abroad: the sum of persons' probabilities"),
    Indicator("registered_victims", _P, "flow", "record", ("Women-and-children register", "Register perempuan dan anak"), recorded(Register.REGISTERED),
              "women and children identified who reach the women-and-children register, drawn at full scale", rests_on_itself=True),
    Indicator("deaths_repatriated", _P, "flow", "record", ("Deaths repatriated", "Jenazah yang dipulangkan"), recorded(Register.REPATRIATED),
              "bodies that came home, drawn at full scale", rests_on_itself=True),
    Indicator("deported", _P, "flow", "truth", ("Persons deported", "Orang yang dideportasi"), count(Count.DEPORTED),
              "were sent home from abroad by its authorities"),
    Indicator("rescued", _P, "flow", "truth", ("Persons rescued abroad", "Orang yang diselamatkan di luar negeri"), count(Count.RESCUED),
              "came out of exploitation with help of the consulates"),
    Indicator("expected_finds", _P, "flow", "truth", ("Found abroad, expected", "Ditemukan di luar negeri, harapan"), expected(Expected.FINDS),
              "expectation of exploited persons found by inspections or by what families report; who is not taken up is found again"),
    Indicator("expected_rescues", _P, "flow", "truth", ("Rescued abroad, expected", "Diselamatkan di luar negeri, harapan"), expected(Expected.RESCUES),
              "expectation of rescued: the sum of persons' chances to be found and to have their case taken up"),
    Indicator("recorded_deportations", _P, "flow", "record", ("Deportations in the register", "Deportasi dalam register"), recorded(Register.DEPORTATIONS),
              "deportations that the placement agency's register shows, drawn at full scale"),
    Indicator("recorded_interceptions", _P, "flow", "record", ("Prevented departures in the register", "Keberangkatan yang dicegah dalam register"), recorded(Register.INTERCEPTIONS),
              "prevented departures that a register shows, drawn at full scale"),
    Indicator("placements", _P, "flow", "record", ("Regular placements", "Penempatan resmi"), count(Count.PLACEMENTS),
              "work permits given by the service offices"),
    Indicator("recruiters_active", "recruiters", "stock", "truth", ("Recruiters active", "Perekrut aktif"), level("registers.active"),
              "recruiters in the trade and not in custody"),
    Indicator("recruiters_arrested", "recruiters", "flow", "truth", ("Recruiters arrested", "Perekrut yang ditangkap"), level("registers.arrests"),
              "recruiters arrested"),
    Indicator("recruiters_moved_in", "recruiters", "flow", "truth", ("Recruiters moved in", "Perekrut yang pindah masuk"), moved_in(),
              "recruiters who moved here from another district"),
    Indicator("recruiters_moved_out", "recruiters", "flow", "truth", ("Recruiters moved out", "Perekrut yang pindah keluar"), moved_out(),
              "recruiters who moved from here to another district"),
    Indicator("awareness", "0-1", "mean", "state", ("Awareness (0-1)", "Kesadaran (0-1)"), mean_awareness(),
              "mean awareness of all persons"),
    Indicator("training", "0-1", "mean", "state", ("Training of officials (0-1)", "Pelatihan petugas (0-1)"), mean_training(Role.BORDER_POST, Role.PATROL, Role.INVESTIGATOR, Role.LABOUR_SERVICE),
              "mean training of the district's officials"),
    Indicator("responsiveness", "0-1", "mean", "state", ("Responsiveness of government (0-1)", "Ketanggapan pemerintah (0-1)"), level("governments.responsiveness"),
              "responsiveness of the district's government"),
    Indicator("spend_usd", "USD", "flow", "money", ("Spending of IOM (USD)", "Belanja IOM (USD)"), level("governments.spend_iom_usd"),
              "spent by IOM, overhead included"),
    Indicator("unspent_usd", "USD", "flow", "money", ("Unspent money of IOM (USD)", "Dana IOM yang tidak terpakai (USD)"), level("governments.unspent_usd"),
              "IOM's money that its programmes could not absorb, with its overhead"),
    Indicator("spend_government_usd", "USD", "flow", "money", ("Spending of government (USD)", "Belanja pemerintah (USD)"), level("governments.spend_own_usd"),
              "spent by the district's government of its own"),
    Indicator("population", _P, "stock", "state", ("Persons in the register", "Penduduk terdaftar"), alive(),
              "persons alive, abroad included"),
)  # fmt: skip

INDICATOR_NAMES: tuple[str, ...] = tuple(indicator.name for indicator in INDICATORS)
BY_NAME = {one.name: one for one in INDICATORS}
