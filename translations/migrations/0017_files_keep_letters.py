"""What left and what came back is written as letters, not as escapes; no row changes."""

from django.db import migrations, models

import translations.models.letters


class Migration(migrations.Migration):
    dependencies = [("translations", "0016_memories_come_in")]

    operations = [
        migrations.AlterField(
            model_name=model,
            name=name,
            field=models.JSONField(
                default=list,
                encoder=translations.models.letters.Letters,
                verbose_name="paragraphs",
            ),
        )
        for model, name in (("broughtback", "segments"), ("handedout", "rows"))
    ]
