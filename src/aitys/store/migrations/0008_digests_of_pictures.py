from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0007_hosts_at_rest'),
    ]

    operations = [
        migrations.AddField(
            model_name='picture',
            name='digests',
            field=models.JSONField(default=dict),
        ),
    ]
