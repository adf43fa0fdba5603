
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0006_messages_and_channels'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='host',
            index=models.Index(fields=['next_slot_at', 'name'], name='host_at_rest'),
        ),
    ]
