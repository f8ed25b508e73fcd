import threading
import pytest
from collections import Counter
from django.db import connection
from tests.worklist.chores import Chore, a_chore
from worklist.actions.working import work_next
@pytest.mark.usefixtures("lasting_chores")
def test_stress():
    for _ in range(1500): a_chore()
    outs=Counter()
    def worker():
        while (o:=work_next(model=Chore, perform=lambda i: None)): outs[o]+=1
        connection.close()
    ts=[threading.Thread(target=worker) for _ in range(4)]
    [t.start() for t in ts]; [t.join() for t in ts]
    print("RESULT",dict(outs),Counter(Chore.objects.values_list("state","attempts")))
