"""The server's own list of hosts from which its Browser may load guides."""

from kg.browse import HOST, allowed_hosts


def test_the_servers_list_is_read(neo4j_store):
    assert allowed_hosts(neo4j_store) == ("browser.remote_content_hostname_whitelist", ("127.0.0.1", HOST))
