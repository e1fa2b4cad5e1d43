"""What happens in one step. The table of contents of the model, in the order in which it happens.

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
13. observation   truth and records are written down
"""

from safepassage.stages.step import STAGES, step

__all__ = ["STAGES", "step"]
