# No desk has a row in `Article` and `Rate` yet: nothing wrote them before this migration.

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0001_initial'),
    ]

    operations = [
        migrations.DeleteModel(
            name='Article',
        ),
        migrations.DeleteModel(
            name='Rate',
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True)),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('widths', models.JSONField(default=list)),
                ('added_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='ToIndexArticle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('article_id', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(allow_unicode=True, max_length=120, unique=True)),
                ('title', models.CharField(max_length=300)),
                ('body', models.TextField(help_text='Markdown')),
                ('byline', models.CharField(blank=True, max_length=200)),
                ('language', models.CharField(max_length=10)),
                ('state', models.CharField(default='draft', max_length=20)),
                ('published_at', models.DateTimeField(db_index=True, null=True)),
                ('published_offset', models.CharField(blank=True, default='+00:00', help_text='as written; empty where only the day was', max_length=10)),
                ('changed_at', models.DateTimeField(help_text='when a person last saved it')),
                ('tags', models.JSONField(default=list)),
                ('related', models.ManyToManyField(blank=True, related_name='chosen_by', to='store.article')),
                ('topics', models.ManyToManyField(blank=True, related_name='articles', to='store.topic')),
                ('translation_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='translations', to='store.article')),
            ],
        ),
        migrations.CreateModel(
            name='ArticleNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('at', models.DateTimeField()),
                ('offset', models.CharField(blank=True, default='+00:00', help_text='as written; empty where only the day was', max_length=10)),
                ('words', models.TextField()),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='store.article')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('article', 'kind', 'at', 'offset', 'words'), name='one_note_once')],
            },
        ),
        migrations.CreateModel(
            name='Rate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('currency', models.CharField(max_length=3)),
                ('per', models.CharField(max_length=3)),
                ('units', models.CharField(max_length=40)),
                ('amount', models.CharField(max_length=40)),
                ('printed_change', models.CharField(blank=True, max_length=40)),
                ('day', models.DateField(help_text="the day printed in the bank's document")),
                ('asked_day', models.DateField(null=True)),
                ('reader', models.CharField(max_length=60)),
                ('capture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rates', to='store.capture')),
                ('last_capture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.capture')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rates', to='store.source')),
            ],
            options={
                'indexes': [models.Index(fields=['currency', 'day'], name='rate_of_currency'), models.Index(fields=['source', 'day'], name='rate_of_day')],
                'constraints': [models.UniqueConstraint(fields=('source', 'currency', 'per', 'day', 'units', 'amount'), name='one_rate_per_quotation')],
            },
        ),
        migrations.CreateModel(
            name='TableAsk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('outcome', models.CharField(max_length=60)),
                ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='table_asks', to='store.route')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('route', 'about'), name='one_table_ask')],
            },
        ),
    ]
