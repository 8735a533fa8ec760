"""No query reaches the network: a listener on loopback never hears anything."""

import os
import socket
import threading

import httpx
import pytest
from pyoxigraph import Store

from server.query import QueryRequest, write_answer
from server.reading import read_facts
from server.sandbox import deny_network
from tests.server.serving import serving

pytestmark = pytest.mark.slow

PREFIXES = "PREFIX : <http://127.0.0.1:{port}/> PREFIX e: <http://127.0.0.1:{port}/> "
ENDPOINT = "<http://127.0.0.1:{port}/sparql>"
BODY = "{{ ?s ?p ?o }}"

SERVICES = {
    "plain": f"SELECT * {{{{ SERVICE {ENDPOINT} {BODY} }}}}",
    "small letters": f"SELECT * {{{{ service {ENDPOINT} {BODY} }}}}",
    "both": f"SELECT * {{{{ sErViCe {ENDPOINT} {BODY} }}}}",
    "SILENT": f"SELECT * {{{{ SERVICE SILENT {ENDPOINT} {BODY} }}}}",
    "escape": f"SELECT * {{{{ S\\u0045RVICE {ENDPOINT} {BODY} }}}}",
    "long escape": f"SELECT * {{{{ S\\U00000045RVICE {ENDPOINT} {BODY} }}}}",
    "all escapes": "SELECT * {{ "
    + "".join(f"\\u{ord(letter):04x}" for letter in "SERVICE")
    + f" {ENDPOINT} {BODY} }}}}",
    "escaped endpoint": "SELECT * {{ SERVICE <http://127.0.0.1:{port}\\u002Fx> {{ ?s ?p ?o }} }}",
    "comment between": f"SELECT * {{{{ SERVICE#x\n#SILENT\n{ENDPOINT}#y\n{BODY} }}}}",
    "no space": f"SELECT*{{{{SERVICE{ENDPOINT}{BODY}}}}}",
    "after a comment": f"SELECT * {{{{ # '\nSERVICE {ENDPOINT} {BODY} # '\n }}}}",
    "after a string": f"SELECT * {{{{ ?a ?b '\\\\' SERVICE {ENDPOINT} {BODY} }}}}",
    "variable": f"SELECT * {{{{ VALUES ?e {{{{ {ENDPOINT} }}}} SERVICE ?e {BODY} }}}}",
    "bound variable": f"SELECT * {{{{ BIND({ENDPOINT} AS ?e) SERVICE SILENT ?e {BODY} }}}}",
    "prefixed name": f"{PREFIXES}SELECT * {{{{ SERVICE e:x {BODY} }}}}",
    "empty prefix": f"{PREFIXES}SELECT * {{{{ SERVICE:x {BODY} }}}}",
    "base": f"BASE <http://127.0.0.1:{{port}}/> SELECT * {{{{ SERVICE <x> {BODY} }}}}",
    "OPTIONAL": f"SELECT * {{{{ OPTIONAL {{{{ SERVICE {ENDPOINT} {BODY} }}}} }}}}",
    "EXISTS": f"ASK {{{{ FILTER EXISTS {{{{ SERVICE {ENDPOINT} {BODY} }}}} }}}}",
    "subquery": f"ASK {{{{ {{{{ SELECT * {{{{ SERVICE {ENDPOINT} {BODY} }}}} }}}} }}}}",
    "nested": f"ASK {{{{ SERVICE {ENDPOINT} {{{{ SERVICE {ENDPOINT} {BODY} }}}} }}}}",
    "GRAPH": f"ASK {{{{ GRAPH ?g {{{{ SERVICE {ENDPOINT} {BODY} }}}} }}}}",
    "CONSTRUCT": f"CONSTRUCT {BODY} WHERE {{{{ SERVICE {ENDPOINT} {BODY} }}}}",
    "DESCRIBE": f"DESCRIBE ?s {{{{ SERVICE {ENDPOINT} {BODY} }}}}",
    "UNION": f"ASK {{{{ {{{{ }}}} UNION {{{{ SERVICE {ENDPOINT} {BODY} }}}} }}}}",
    "LATERAL": f"ASK {{{{ ?s ?p ?o LATERAL {{{{ SERVICE {ENDPOINT} {BODY} }}}} }}}}",
}
NO_SERVICES = {
    "string": f"SELECT ('SERVICE {ENDPOINT} {BODY}' AS ?x) {{{{}}}}",
    "long string": f"SELECT ('''SERVICE\n{ENDPOINT} {BODY}''' AS ?x) {{{{}}}}",
    "escaped in a string": "SELECT ('S\\u0045RVICE' AS ?x) {{}}",
    "comment": f"SELECT * {{{{}}}} # SERVICE {ENDPOINT} {BODY}",
    "IRI": "SELECT (<http://127.0.0.1:{port}/SERVICE> AS ?x) {{}}",
    "prefixed name": f"{PREFIXES}SELECT (e:SERVICE AS ?x) {{{{}}}}",
    "prefix": "PREFIX service: <http://127.0.0.1:{port}/> SELECT (service:x AS ?x) {{}}",
    "variable": "SELECT (1 AS ?SERVICE) {{}}",
    "language": "SELECT ('x'@service AS ?x) {{}}",
    "blank node": "SELECT * {{ _:SERVICE <a:b> ?x }}",
}
DATASETS = {
    "FROM": f"SELECT * FROM {ENDPOINT} {BODY}",
    "FROM twice": f"SELECT * FROM {ENDPOINT} FROM <http://127.0.0.1:{{port}}/b> {BODY}",
    "FROM NAMED": f"SELECT * FROM NAMED {ENDPOINT} {{{{ GRAPH ?g {BODY} }}}}",
    "GRAPH": f"SELECT * {{{{ GRAPH {ENDPOINT} {BODY} }}}}",
}
UPDATES = {
    "LOAD": f"LOAD {ENDPOINT}",
    "LOAD SILENT INTO": f"LOAD SILENT {ENDPOINT} INTO GRAPH <a:g>",
    "escaped LOAD": f"L\\u004FAD {ENDPOINT}",
    "LOAD after a prefix": f"{PREFIXES} LOAD e:x",
    "INSERT with SERVICE": f"INSERT {BODY} WHERE {{{{ SERVICE {ENDPOINT} {BODY} }}}}",
}


class Canary:
    """A listener on loopback that counts who comes."""

    def __init__(self) -> None:
        self.heard = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._stop = False
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            with connection:
                if self._stop:
                    return
                self.heard += 1
                connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

    def close(self) -> None:
        self._stop = True
        socket.create_connection(("127.0.0.1", self.port)).close()
        self._thread.join()
        self._listener.close()


@pytest.fixture(scope="module")
def canary():
    canary = Canary()
    yield canary
    canary.close()


@pytest.fixture(scope="module")
def server(generation_dir, tmp_path_factory):
    log = tmp_path_factory.mktemp("network") / "log"
    with serving(generation_dir, log, WORKERS=1, FRONTS=1) as server:
        yield server


def cases(table):
    return [pytest.param(text, id=name) for name, text in table.items()]


def test_the_canary_hears_what_is_not_held_back(canary):
    before = canary.heard
    with pytest.raises(OSError, match="404"):
        list(Store().query(SERVICES["plain"].format(port=canary.port)))

    assert canary.heard == before + 1
    canary.heard = 0


@pytest.mark.parametrize("text", cases(SERVICES))
def test_service_is_refused_and_nothing_is_heard(server, canary, text):
    answer = server.query(text.format(port=canary.port))

    assert answer.status_code == 403, answer.text
    assert answer.json()["type"] == "/api/problems/service-refused"
    assert canary.heard == 0


@pytest.mark.parametrize("text", cases(NO_SERVICES))
def test_what_only_looks_like_service_is_answered(server, canary, text):
    answer = server.query(text.format(port=canary.port))

    assert answer.status_code == 200, answer.text
    assert canary.heard == 0


@pytest.mark.parametrize("text", cases(DATASETS))
def test_a_graph_on_the_network_is_an_empty_graph(server, canary, text):
    answer = server.query(text.format(port=canary.port))

    assert answer.status_code == 200, answer.text
    assert len(answer.text.splitlines()) == 1
    assert canary.heard == 0


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("way", ["address", "form"])
def test_a_graph_of_the_protocol_is_not_fetched(server, canary, name, way):
    graph = f"http://127.0.0.1:{canary.port}/data.ttl"
    fields = {"query": "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", name: graph}
    headers, address = {"Accept": "text/csv"}, f"{server.address}/sparql"
    if way == "form":
        answer = httpx.post(address, data=fields, headers=headers)
    else:
        answer = httpx.get(address, params=fields, headers=headers)

    assert answer.status_code == 200
    assert len(answer.text.splitlines()) == 1
    assert canary.heard == 0


@pytest.mark.parametrize("text", cases(UPDATES))
def test_an_update_that_loads_is_refused(server, canary, text):
    written = text.format(port=canary.port)
    asked = server.query(written)
    posted = httpx.post(
        f"{server.address}/sparql",
        content=written,
        headers={"Content-Type": "application/sparql-update"},
    )

    assert (asked.status_code, posted.status_code) == (400, 400)
    assert canary.heard == 0


@pytest.mark.parametrize("text", cases(SERVICES | DATASETS))
def test_the_kernel_alone_holds_back_what_our_reading_would_let_pass(canary, text):
    written = text.format(port=canary.port)
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        deny_network()
        store = Store()
        store.update("INSERT DATA { <a:s> <a:p> 1 }")
        try:
            form = read_facts(written).form
            media_type = "text/csv" if form in {"SELECT", "ASK"} else "text/turtle"
            write_answer(store, QueryRequest(written, media_type), len)
        except BaseException:
            os._exit(1)
        os._exit(0)
    os.waitpid(child, 0)

    assert canary.heard == 0
