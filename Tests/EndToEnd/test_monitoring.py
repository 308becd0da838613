"""deploy/monitoring: rules and dashboard are valid, name only metrics that there are, and every alert fires and is explained."""

import json
import re
import subprocess

import pytest
import yaml
from container import ROOT

MONITORING = ROOT / "deploy/monitoring"
ALERTS = [rule for group in yaml.safe_load((MONITORING / "alerts.yml").read_text())["groups"] for rule in group["rules"]]
DASHBOARD = json.loads((MONITORING / "dashboard.json").read_text())
PANELS = [panel for panel in DASHBOARD["panels"] if panel["type"] != "row"]
METRICS = set("""
    school_support_http_requests_total school_support_http_request_duration_seconds school_support_http_requests_in_flight
    school_support_database_wait_seconds school_support_database_in_flight school_support_database_waiting
    school_support_database_connections school_support_database_refused_total school_support_database_reconnects_total
    school_support_sqlstate_total school_support_version_conflicts_total school_support_child_restarts_total
    school_support_children school_support_oldest_unevaluated_seconds school_support_last_cleanup_timestamp_seconds
    school_support_last_backup_timestamp_seconds school_support_audit_events_total school_support_ready
    school_support_disabled_triggers school_support_roll_unfinished school_support_replica_reads_total school_support_replica_used
    process_resident_memory_bytes""".split())

REQUESTS = 'school_support_http_requests_total{route="/api/alerts",method="GET",status="200"}'
PATCHES = 'school_support_http_requests_total{route="/api/alerts",method="PATCH",status="200"}'

# What each alert is for, as series of one value a minute, and the same in good health.
FIRES = {
    "SchoolSupportDown": {"something_else": "1x90"},
    "SchoolSupportNotReady": {"school_support_ready": "0x90"},
    "SchoolSupportErrors": {REQUESTS: "0+980x90", REQUESTS.replace("200", "503"): "0+20x90"},
    "SchoolSupportSlow": {
        'school_support_http_request_duration_seconds_bucket{route="/api/alerts",le="1"}': "0+90x90",
        'school_support_http_request_duration_seconds_bucket{route="/api/alerts",le="2.5"}': "0+100x90",
        'school_support_http_request_duration_seconds_bucket{route="/api/alerts",le="+Inf"}': "0+100x90"},
    "SchoolSupportTooBusy": {'school_support_database_refused_total{lane="write"}': "0+60x90"},
    "SchoolSupportDatabaseWait": {
        'school_support_database_wait_seconds_bucket{lane="read",le="0.1"}': "0+90x90",
        'school_support_database_wait_seconds_bucket{lane="read",le="0.25"}': "0+100x90",
        'school_support_database_wait_seconds_bucket{lane="read",le="+Inf"}': "0+100x90"},
    "SchoolSupportDatabaseConnections": {
        'school_support_database_connections{lane="write",state="open"}': "3x90",
        'school_support_database_connections{lane="write",state="wanted"}': "8x90"},
    "SchoolSupportReplicaUnused": {
        'school_support_replica_used{instance="a"}': "1x90",
        'school_support_children{child="worker",state="wanted",instance="a"}': "2x90"},
    "SchoolSupportDatabaseReconnects": {'school_support_database_reconnects_total{lane="read"}': "0+5x90"},
    "SchoolSupportDatabaseFaults": {'school_support_sqlstate_total{sqlstate="53100"}': "0+1x90"},
    "SchoolSupportChildrenMissing": {
        'school_support_children{child="worker",state="up"}': "1x90", 'school_support_children{child="worker",state="wanted"}': "2x90"},
    "SchoolSupportRollUnfinished": {"school_support_roll_unfinished": "1x90"},
    "SchoolSupportChildrenRestart": {'school_support_child_restarts_total{child="jobs"}': "0+1x90"},
    "SchoolSupportMemory": {'process_resident_memory_bytes{child="worker"}': "1500000000x90"},
    "SchoolSupportConflicts": {PATCHES: "0+10x90", 'school_support_version_conflicts_total{route="/api/alerts"}': "0+5x90"},
    "SchoolSupportEvaluationLate": {"school_support_oldest_unevaluated_seconds": "200x90"},
    "SchoolSupportCleanupLate": {"school_support_last_cleanup_timestamp_seconds": "-90000x90"},
    "SchoolSupportBackupLate": {"school_support_last_backup_timestamp_seconds": "-90000x90"},
    "SchoolSupportAuditSilent": {"school_support_disabled_triggers": "1x90"},
}
GOOD = {
    "school_support_ready": "1x90", REQUESTS: "0+1000x90", REQUESTS.replace("200", "503"): "0+1x90", PATCHES: "0+10x90",
    'school_support_http_request_duration_seconds_bucket{route="/api/alerts",le="1"}': "0+100x90",
    'school_support_http_request_duration_seconds_bucket{route="/api/alerts",le="+Inf"}': "0+100x90",
    'school_support_http_request_duration_seconds_bucket{route="/api/imports",le="1"}': "0+0x90",
    'school_support_http_request_duration_seconds_bucket{route="/api/imports",le="+Inf"}': "0+100x90",
    'school_support_database_refused_total{lane="write"}': "0x90",
    'school_support_database_wait_seconds_bucket{lane="read",le="0.1"}': "0+100x90",
    'school_support_database_wait_seconds_bucket{lane="read",le="+Inf"}': "0+100x90",
    'school_support_database_connections{lane="write",state="open"}': "8x90",
    'school_support_database_connections{lane="write",state="wanted"}': "8x90",
    # A standby that does not answer keeps nobody from their work.
    'school_support_database_connections{lane="replica",state="open"}': "0x90",
    'school_support_database_connections{lane="replica",state="wanted"}': "2x90",
    'school_support_replica_used{instance="b"}': "2x90",
    'school_support_children{child="worker",state="wanted",instance="b"}': "2x90",
    'school_support_database_reconnects_total{lane="read"}': "3x90",
    'school_support_sqlstate_total{sqlstate="23505"}': "0+5x90", 'school_support_sqlstate_total{sqlstate="53100"}': "2x90",
    'school_support_children{child="worker",state="up"}': "2x90", 'school_support_children{child="worker",state="wanted"}': "2x90",
    'school_support_child_restarts_total{child="jobs"}': "4x90", 'process_resident_memory_bytes{child="worker"}': "200000000x90",
    'school_support_version_conflicts_total{route="/api/alerts"}': "0+1x90", "school_support_oldest_unevaluated_seconds": "1x90",
    "school_support_last_cleanup_timestamp_seconds": "-80000x90", "school_support_last_backup_timestamp_seconds": "-80000x90",
    "school_support_audit_events_total": "0+10x90", "school_support_disabled_triggers": "0x90", "school_support_roll_unfinished": "0x90",
    'up{job="school-support",instance="app"}': "1x90", 'up{job="school-support",instance="jobs"}': "1x90",
}


def run(*command):
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


def test_promtool_reads_the_rules_and_the_configuration():
    run("promtool", "check", "rules", MONITORING / "alerts.yml")
    run("promtool", "check", "config", MONITORING / "scrape.yml")


def firing(tmp_path, series):
    """The names of the alerts that fire after an hour and a half of these series."""
    names = [rule["alert"] for rule in ALERTS]
    test = {
        "rule_files": [str(MONITORING / "alerts.yml")], "evaluation_interval": "1m",
        "tests": [{
            "interval": "1m",
            "input_series": [{"series": name, "values": values} for name, values in series.items()],
            "promql_expr_test": [{
                "expr": "count by (alertname) (ALERTS{alertstate=\"firing\"})", "eval_time": "85m",
                "exp_samples": [{"labels": '{alertname="none of these"}', "value": 1}]}]}]}
    file = tmp_path / "test.yml"
    file.write_text(yaml.safe_dump(test))
    output = subprocess.run(["promtool", "test", "rules", file], capture_output=True, text=True)
    assert "got:" in output.stdout + output.stderr, output.stdout + output.stderr
    got = (output.stdout + output.stderr).split("got:")[1]
    return [name for name in names if re.search(rf'alertname="{name}"', got)]


@pytest.mark.parametrize("rule", ALERTS, ids=lambda rule: rule["alert"])
def test_every_alert_fires_for_its_cause(tmp_path, rule):
    bad = FIRES[rule["alert"]]
    series = bad if rule["alert"] == "SchoolSupportDown" else GOOD | bad
    assert rule["alert"] in firing(tmp_path, series)


def test_one_of_two_that_does_not_answer_fires_too(tmp_path):
    assert firing(tmp_path, GOOD | {'up{job="school-support",instance="app"}': "0x90"}) == ["SchoolSupportDown"]


def test_none_fires_in_good_health(tmp_path):
    assert firing(tmp_path, GOOD) == []


def test_every_alert_has_its_section_in_operations():
    headings = re.findall(r"^### (.+)$", (ROOT / "docs/operations.md").read_text(), re.M)
    assert [rule["alert"] for rule in ALERTS] == [heading for heading in headings if heading.startswith("SchoolSupport")]
    for rule in ALERTS:
        assert rule["annotations"]["runbook"] == f"docs/operations.md#{rule['alert'].lower()}"
        assert rule["labels"]["severity"] in ("page", "ticket")
        assert rule["annotations"]["summary"]


def queries():
    for panel in PANELS:
        for target in panel["targets"]:
            yield target["expr"].replace("$__rate_interval", "5m").replace("$instance", ".*")


def test_grafana_asks_what_prometheus_understands(tmp_path):
    rules = [{"record": f"panel:{number}", "expr": query} for number, query in enumerate(queries())]
    file = tmp_path / "rules.yml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "dashboard", "rules": rules}]}))
    run("promtool", "check", "rules", file)
    assert len({panel["id"] for panel in DASHBOARD["panels"]}) == len(DASHBOARD["panels"])
    for panel in PANELS:
        place = panel["gridPos"]
        assert place["x"] + place["w"] <= 24 and panel["title"] and panel["datasource"]["uid"] == "${datasource}"


def test_every_metric_is_one_that_there_is_and_each_is_looked_at():
    text = " ".join([rule["expr"] for rule in ALERTS] + list(queries()))
    named = set(re.findall(r"\b(?:school_support|process)_\w+", text))
    named = {re.sub(r"_(bucket|sum|count)$", "", name) for name in named}
    assert named == METRICS
