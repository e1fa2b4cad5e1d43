"""What happens in one step. The schedule below is the table of contents of the model.

1.  context       the date, poverty, unemployment, wages; openings, closures, events
2.  programmes    IOM's and governments' budgets become activities; officials rotate, training decays
3.  awareness     outreach, word of mouth, testimony; decay
4.  aspiration    who sets out to leave, and by which channel
5.  recruitment   recruiters move, contact, offer; offers are accepted or not
6.  documents     the regular channel: time, money, the service office
7.  transit       travellers choose a way and move towards their gate
8.  gates         screening, bribes, refusal and retry, identification, referral; or a patrol
9.  destination   work or exploitation; debt; escape, rescue, deportation, end of stay, death
10. homecoming    return, the return and home doors, assistance
11. enforcement   reports, cases, arrests, release
12. adaptation    beliefs, entry and leaving
13. observation   truth and records are written down (called by the model with its observers)
"""

from safepassage.stages import (
    adaptation,
    aspiration,
    awareness,
    context,
    destination,
    documents,
    enforcement,
    gates,
    homecoming,
    observation,
    programmes,
    recruitment,
    transit,
)

SCHEDULE = (
    context.act,
    programmes.act,
    awareness.act,
    aspiration.act,
    recruitment.act,
    documents.act,
    transit.act,
    gates.act,
    destination.act,
    homecoming.act,
    enforcement.act,
    adaptation.act,
)
"""The twelve stages that act, in order; ``observe`` is the thirteenth."""

observe = observation.act

__all__ = ["SCHEDULE", "observe"]
