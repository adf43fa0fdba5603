"""Asks public addresses politely and safely, and hands back each answer as it came.

    fetch      one Ask in, one Answer out, or a FetchRefused: redirects by hand, each hop checked anew
    wire       one request on the wire: slot, gate, time, bytes
    network    resolves, checks and connects; the only place that opens a socket
    addresses  which IP addresses may be connected to
    targets    which URLs may be asked at all
    robots     RFC 9309
    manners    what must be remembered between requests; kept elsewhere, in the database
    content    undoes Content-Encoding under a cap
    refusals   every way in which an address is not asked or an answer not taken

Async; knows neither Django nor the database.
"""
