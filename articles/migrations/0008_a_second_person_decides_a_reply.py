from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_what_may_be_forgotten"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="replyrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", models.F("entered_by")), _negated=True
                ),
                name="a_reply_is_decided_by_a_second_person",
            ),
        ),
    ]
