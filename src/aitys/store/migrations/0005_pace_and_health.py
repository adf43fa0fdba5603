from urllib.parse import urlsplit

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def name_hosts(apps: StateApps, _schema: BaseDatabaseSchemaEditor) -> None:
    """Routes and asks that are kept already get the host that they ask."""
    for table, field in (('Route', 'address'), ('ToAsk', 'url')):
        rows = apps.get_model('store', table).objects
        for id_, url in rows.values_list('id', field).iterator():
            rows.filter(id=id_).update(host=host_of(url))


def host_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or '')[:300]
    except ValueError:
        return ''


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0004_vanishing_and_variants'),
    ]

    operations = [
        migrations.AddField(
            model_name='host',
            name='rest',
            field=models.FloatField(default=0.0, help_text='seconds of the last rest after a 429 without Retry-After'),
        ),
        migrations.AddField(
            model_name='host',
            name='rest_until',
            field=models.FloatField(default=0.0),
        ),
        migrations.AddField(
            model_name='route',
            name='every_says',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='route',
            name='failing_since',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='route',
            name='host',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='route',
            name='priority',
            field=models.PositiveSmallIntegerField(default=2),
        ),
        migrations.AddField(
            model_name='route',
            name='restless',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='route',
            name='shape',
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name='source',
            name='every',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='source',
            name='hot',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='source',
            name='proxy',
            field=models.CharField(blank=True, help_text='a secret: it may hold a password', max_length=500),
        ),
        migrations.AddField(
            model_name='toask',
            name='host',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='toask',
            name='priority',
            field=models.PositiveSmallIntegerField(default=2),
        ),
        migrations.AlterField(
            model_name='route',
            name='due_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='toask',
            name='due_at',
            field=models.DateTimeField(),
        ),
        migrations.AddIndex(
            model_name='route',
            index=models.Index(fields=['due_at', 'host'], name='route_due'),
        ),
        migrations.AddIndex(
            model_name='route',
            index=models.Index(fields=['host', 'priority', 'due_at'], name='route_queue'),
        ),
        migrations.AddIndex(
            model_name='toask',
            index=models.Index(fields=['due_at', 'host'], name='ask_due'),
        ),
        migrations.AddIndex(
            model_name='toask',
            index=models.Index(fields=['host', 'priority', 'route', 'due_at'], name='ask_queue'),
        ),
        migrations.AddConstraint(
            model_name='healthevent',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('route', 'name'), name='one_lasting_event'),
        ),
        migrations.RunPython(name_hosts, migrations.RunPython.noop),
    ]
