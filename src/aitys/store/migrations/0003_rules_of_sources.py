from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0002_articles_and_rates'),
    ]

    operations = [
        migrations.AddField(
            model_name='source',
            name='rules',
            field=models.JSONField(null=True),
        ),
    ]
