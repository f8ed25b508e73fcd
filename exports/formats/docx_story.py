"""A story as paragraphs of a document: what stands before and after its body."""

from exports.formats.docx_body import Body
from exports.formats.docx_look import STYLES
from exports.formats.phrases import after_body, credit_line, lines, one_line
from exports.package import LicensedPackage


def say_headline(body: Body, package: LicensedPackage) -> None:
    """Add the headline."""
    body.say(STYLES.title, one_line(package.story.headline))


def say_head(body: Body, package: LicensedPackage) -> None:
    """Add what stands between headline and body."""
    story = package.story
    kicker = (story.outlet, story.section, story.kind_label)
    body.say(STYLES.kicker, " · ".join(filter(None, map(one_line, kicker))))
    body.say(STYLES.standfirst, *lines(story.standfirst))
    for line in story.credits:
        body.say(STYLES.credit, credit_line(line))
    body.say(STYLES.text, *lines(story.stale))
    if story.photo is not None:
        body.say(STYLES.photo, *lines(story.photo.withheld))
        body.say(STYLES.photo, *lines(story.photo.caption))
        credit = one_line(story.photo.credit)
        if story.photo.url:
            body.link(STYLES.photo, credit, story.photo.url)
        else:
            body.say(STYLES.photo, credit)
    body.say(STYLES.text, *lines(story.dateline))


def say_after(body: Body, package: LicensedPackage) -> None:
    """Add what follows the body: notes, links, when it was published."""
    for text, url in after_body(package):
        if url:
            body.link(STYLES.text, text, url)
        else:
            body.say(STYLES.text, *lines(text))


def say_notice(body: Body, package: LicensedPackage) -> None:
    """Add the notice."""
    body.say(STYLES.rights, one_line(package.licensed_line))
    body.say(STYLES.rights, one_line(package.notice_text))
