"""Plants what the desks decided, asked a reporter, and say again and again."""

from datetime import datetime, timedelta

from articles.actions import backgrounding
from articles.backgrounds import current_editions
from articles.gates import newest_blocks
from articles.models import Article, Origin, Version
from articles.text.blocks import body_blocks
from newsroom.demo.backgrounds import DEMO_BACKGROUNDS
from newsroom.demo.between_desks import DEMO_ANSWERS, DEMO_DECISIONS, DEMO_QUESTIONS
from people.models import Account
from translations.actions import answering, asking
from translations.actions.deciding import decide_language
from translations.models import Decision


def plant_decisions(at: datetime) -> None:
    """Decide in which languages some of the stories are wanted."""
    for decided in DEMO_DECISIONS:
        decide_language(
            article=Article.objects.get(slugline=decided.story),
            language=decided.language,
            decision=Decision(decided.decision),
            by=Account.objects.get(username=decided.by),
            at=at,
        )


def plant_backgrounds(at: datetime) -> None:
    """Keep background paragraphs, and say where they stand."""
    for told in DEMO_BACKGROUNDS:
        by = Account.objects.get(username=told.by)
        looked = at - timedelta(days=told.days_ago)
        background = backgrounding.keep_background(
            subject=told.subject,
            texts=told.texts,
            review_days=told.review_days,
            by=by,
            at=looked,
        )
        editions = {each.language: each for each in current_editions(background)}
        for use in told.uses:
            version = Version.objects.get(
                article__slugline=use.story, language=use.language
            )
            backgrounding.note_use(
                version=version,
                block=body_blocks(newest_blocks(version))[use.paragraph - 1],
                edition=editions[use.language],
                by=by,
                at=looked,
            )
        if told.newer is not None:
            backgrounding.change_background(
                background=background,
                subject=told.subject,
                texts=told.newer,
                review_days=told.review_days,
                by=by,
                at=at,
            )


def plant_questions(at: datetime) -> None:
    """Ask a reporter, and enter what came back."""
    for question in DEMO_QUESTIONS:
        article = Article.objects.get(slugline=question.story)
        original = article.versions.get(origin=Origin.ORIGINAL)
        about = body_blocks(newest_blocks(original))[question.paragraph - 1]
        asking.ask(
            article=article,
            language=question.language,
            text=question.text,
            block_id=about.id,
            by=Account.objects.get(username=question.by),
            at=at,
        )
    for pasted in DEMO_ANSWERS:
        answering.paste_answers(
            article=Article.objects.get(slugline=pasted.story),
            text=pasted.text,
            by=Account.objects.get(username=pasted.by),
            at=at,
        )
