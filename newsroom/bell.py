"""The doorbell's wire: the Celery message that wakes a worker (WORK_BELL)."""

from newsroom.celery import app

# The sweeper rings again anyway: an old message would only be one more.
EXPIRES_AFTER = 5


def wake_a_worker(kind: str) -> None:
    """Tell one worker that there is work of a kind.

    Our own application by name: in a thread, Celery's current one is another.

    Args:
        kind: The model's label in lower case: "exports.exportitem".

    Raises:
        Exception: What the broker's client raises when Redis does not answer.
    """
    app.send_task(
        "worklist.tasks.work_through",
        args=(kind,),
        expires=EXPIRES_AFTER,
        retry=False,
        ignore_result=True,
    )
