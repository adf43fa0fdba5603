"""The tables. Imported only inside `store`; every other room gets values from the query modules."""

from aitys.store.models.articles import Article, ArticleNote, Picture, ToIndexArticle
from aitys.store.models.asks import ToAsk
from aitys.store.models.audit import AuditEntry
from aitys.store.models.captures import Capture, ChainLink, ToRead, ToSeal, Unreadable
from aitys.store.models.hosts import Host
from aitys.store.models.posts import (
    Absence,
    Address,
    Post,
    PostTag,
    Reach,
    Reading,
    ToIndex,
    Variant,
    Version,
)
from aitys.store.models.rates import Rate, TableAsk
from aitys.store.models.sources import Channel, Coverage, HealthEvent, Route, Source
from aitys.store.models.topics import Topic, TopicRule
from aitys.store.models.users import User

__all__ = [
    "Absence",
    "Address",
    "Article",
    "ArticleNote",
    "AuditEntry",
    "Capture",
    "ChainLink",
    "Channel",
    "Coverage",
    "HealthEvent",
    "Host",
    "Picture",
    "Post",
    "PostTag",
    "Rate",
    "Reach",
    "Reading",
    "Route",
    "Source",
    "TableAsk",
    "ToAsk",
    "ToIndex",
    "ToIndexArticle",
    "ToRead",
    "ToSeal",
    "Topic",
    "TopicRule",
    "Unreadable",
    "User",
    "Variant",
    "Version",
]
