"""The tables. Imported only inside `store`; every other room gets values from the query modules."""

from aitys.store.models.articles import Article
from aitys.store.models.asks import ToAsk
from aitys.store.models.audit import AuditEntry
from aitys.store.models.captures import Capture, ChainLink, ToRead, ToSeal, Unreadable
from aitys.store.models.hosts import Host
from aitys.store.models.posts import Address, Post, PostTag, Reading, ToIndex, Version
from aitys.store.models.rates import Rate
from aitys.store.models.sources import Coverage, HealthEvent, Route, Source
from aitys.store.models.topics import Topic, TopicRule
from aitys.store.models.users import User

__all__ = [
    "Address",
    "Article",
    "AuditEntry",
    "Capture",
    "ChainLink",
    "Coverage",
    "HealthEvent",
    "Host",
    "Post",
    "PostTag",
    "Rate",
    "Reading",
    "Route",
    "Source",
    "ToAsk",
    "ToIndex",
    "ToRead",
    "ToSeal",
    "Topic",
    "TopicRule",
    "Unreadable",
    "User",
    "Version",
]
