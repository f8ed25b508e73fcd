"""Photos have a size for phones: a chore makes it for those that were there before."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0020_pages_ask_for_parts_of_a_text")]

    operations = [
        migrations.RunSQL(
            "UPDATE articles_photo SET is_due = true", migrations.RunSQL.noop
        ),
    ]
