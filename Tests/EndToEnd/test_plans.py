"""What lists, exports and dashboards read, on the data of the demo school: about what they answer, however much there is."""

import json
import pathlib
import re

import pytest

QUERIES = pathlib.Path(__file__).parents[2] / "sql" / "queries"

# What grows with the years; the rest is as large as a school. Of the trail the partitions are read.
GROWING = {
    "alert", "intervention_case", "case_note", "case_task", "register", "attendance_mark", "attendance_day", "mark_correction",
    "student_indicator", "grade", "incident", "enrolment", "attendance_total", "import_batch", "import_refusal", "kept_reply",
    "emergency_read", "case_presence", "evaluation_request", "session", "login_attempt",
}

# Parameters of each: the first page without filters, but for what the path names; then pages further on, and filters. A
# word stands for a value of the data.
LISTS = {
    "alert/list_alerts": [
        [None] * 5 + [50], [None, None, None, None, "old_alert", 50], [None, None, "student", None, None, 50],
        [None, None, None, "user", None, 50], ["{active,under_review,escalated}", "high", "student", None, "old_alert", 50]],
    "case/list_cases": [
        [None] * 5 + [50], [None, None, None, None, "old_case", 50], [None, None, "student", None, None, 50],
        [None, None, None, "user", None, 50]],
    "case/list_case_notes": [["case", None, 50], ["case", 1, 50]],
    "case/list_case_changes": [["case", None, 50], ["case", 1, 50]],
    "case/list_restricted_notes": [["case"]],
    "task/list_case_tasks": [["case", None, 50], ["case", 1, 50]],
    "register/list_registers": [[None]],
    "register/list_missing_registers": [
        [None, None, None, None, 50], ["2026-09-01", None, None, None, 50], ["2026-09-01", None, None, "late_lesson", 50]],
    "student/list_students": [[None, None, None, 50], [None, None, '["Z", 1]', 50], [None, "room", None, 50]],
    "student/read_timeline": [["student", None, None]],
    "student/list_access": [["student"]],
    "indicator/list_indicators": [["student", None]],
    "import/list_imports": [[None, 50], [1, 50]],
    "import/list_import_refusals": [["batch", None, 50], ["batch", '["full_name", 900]', 50]],
    "rule/list_rules": [[]],
    "staff/list_staff": [[None, None, 50], [None, '["Z", 1]', 50]],
    "user/list_users": [[None, None, 50], [None, '["Z", 1]', 50]],
    "session/list_sessions": [[None, None, 50]],
    "event/list_changes": [["new_event", None], ["new_event", "3:3:"], [None, None]],
    "classroom/list_classrooms": [[None, None, 50], [None, '["Z", 1]', 50]],
    "audit/list_events": [
        [None] * 6 + [50], [None] * 5 + ["old_event", 50], ["user"] + [None] * 5 + [50], ["user"] + [None] * 4 + ["old_event", 50],
        [None, "EMERGENCY_READ"] + [None] * 4 + [50], [None, None, "intervention_case", None, None, None, 50],
        [None, None, "nothing", None, None, None, 50]],
    "export/export_alerts": [[None, None, None, 50], ["old_alert", None, None, 50]],
    "export/export_audit": [[None, None, None, 50], ["old_event", None, None, 50]],
    "export/export_cases": [[None, None, None, 50], ["old_case", None, None, 50]],
    "export/export_attendance": [[None, None, None, 50], ["old_mark", None, None, 50]],
}

# What is not a page: all there is of one student or one day; and what was missed, which nobody knows without a look at all that
# was due on the days asked for.
WHOLE = {"register/list_registers", "register/list_missing_registers", "student/read_timeline", "student/list_access", "indicator/list_indicators"}

# What a page is made of, in rows and blocks. A row may be looked at once to find it and once to show it.
PAGE, ROWS, BLOCKS = 50, 5, 60


def nodes(plan):
    yield plan
    for child in plan.get("Plans", []):
        yield from nodes(child)


def is_growing(table):
    return table in GROWING or table.startswith(("server_event", "client_event"))


def rows_read(plan):
    """Rows of growing tables that were touched, those included that a filter threw away."""
    return sum((node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
               for node in nodes(plan) if is_growing(node.get("Relation Name", "")) and node["Actual Loops"] > 0)


def blocks_read(plan):
    return plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]


@pytest.fixture(scope="module")
def values(database):
    database.psql("""
        with begun as (insert into app.import_batch (school_id, kind, file_name)
          select school_id, 'students', 'x' from app.school where name = 'Demo School' returning *)
        insert into app.import_refusal (school_id, import_batch_id, line, field, reason)
        select school_id, import_batch_id, line, 'full_name', 'x' from begun, generate_series(1, 1000) line""")
    database.psql("vacuum analyze")
    known = dict(zip(("school", "user", "room", "case", "student"), database.psql("""
        select school_id, user_id, classroom_id, case_id, student_id
        from app.classroom join app.user_account account using (school_id)
        join app.intervention_case using (school_id, classroom_id)
        where form_master_id = user_id and email = 'form.master1@demo.school' order by case_id limit 1""")[0]))
    # The middle of each list.
    known["old_alert"] = database.value("select percentile_disc(0.5) within group (order by alert_id) from app.alert where school_id = 1")
    known["old_case"] = database.value("select percentile_disc(0.5) within group (order by case_id) from app.intervention_case where school_id = 1")
    known["old_event"] = database.value("select percentile_disc(0.5) within group (order by event_id) from audit.event where school_id = 1")
    known["new_event"] = database.value("select max(event_id) - 20 from audit.event")
    known["old_mark"] = database.value("""select json_build_array(percentile_disc(0.5) within group (order by register_id), 1)
        from app.register where school_id = 1""")
    known["late_lesson"] = database.value("select json_build_array(current_date - 7, max(lesson_id)) from app.lesson where school_id = 1")
    known["batch"] = database.value("select max(import_batch_id) from app.import_batch")
    return known


def explain(database, values, role, query, parameters):
    """As a worker runs it once its plan is kept."""
    text = (QUERIES / f"{query}.sql").read_text()
    count = max([int(number) for number in re.findall(r"\$(\d+)", text)], default=0)
    given = [values.get(value, value) for value in parameters]
    assert len(given) == count, f"{query} takes {count} parameters"
    arguments = ", ".join("null" if value is None else f"'{value}'" for value in given)
    rooms = "{}" if role == "admin" else f"{{{values['room']}}}"
    claims = {"school_id": values["school"], "user_id": values["user"], "user_role": role, "classroom_ids": rooms,
              "led_classroom_ids": rooms}
    asked = f"explain (analyze, buffers, format json) execute asked{f'({arguments})' if count else ''}"
    settings = ", ".join(f"set_config('app.{name}', '{value}', true)" for name, value in claims.items())
    rows = database.psql(f"""begin; set local seq_page_cost = 0.1; set local random_page_cost = 0.1; set local role school_support_api;
        set local plan_cache_mode = force_generic_plan;
        do $$ begin perform {settings}; end $$;
        prepare asked as {text}; {asked}; {asked}; rollback""")
    # The second time: at the first, functions plan what is in them.
    text = "\n".join("|".join(row) for row in rows)
    _, end = json.JSONDecoder().raw_decode(text)
    return json.loads(text[end:])[0]["Plan"]


def roles(query):
    return ("admin",) if query.startswith(("export/", "import/", "audit/")) or query == "case/list_restricted_notes" else ("form_master", "admin")


ASKED = [(query, role, number) for query in LISTS for role in roles(query) for number in range(len(LISTS[query]))]


@pytest.mark.parametrize("query, role, number", ASKED)
def test_a_page_costs_a_page(database, values, query, role, number):
    plan = explain(database, values, role, query, LISTS[query][number])
    if query in WHOLE:
        scanned = {node["Relation Name"] for node in nodes(plan)
                   if node["Node Type"] == "Seq Scan" and node["Actual Loops"] > 0 and is_growing(node["Relation Name"])
                   and node["Actual Rows"] + node.get("Rows Removed by Filter", 0) > 100}
        assert scanned == set()
    else:
        assert rows_read(plan) <= PAGE * ROWS
        assert blocks_read(plan) <= PAGE * BLOCKS


# The admin's dashboard has totals of the school: those are of all rows.
@pytest.mark.parametrize("role", ["form_master", "teacher"])
def test_a_dashboard_reads_no_growing_table_from_end_to_end(database, values, role):
    plan = explain(database, values, role, "dashboard/read_dashboard", [])
    scanned = {node["Relation Name"] for node in nodes(plan)
               if node["Node Type"] == "Seq Scan" and node["Actual Loops"] > 0 and is_growing(node["Relation Name"])
               and node["Actual Rows"] + node.get("Rows Removed by Filter", 0) > 100}
    assert scanned == set()


def test_every_list_is_looked_at():
    lists = {str(path.relative_to(QUERIES))[:-4] for pattern in ("*/list_*.sql", "export/export_*.sql") for path in QUERIES.glob(pattern)}
    # These are asked by jobs and the command line.
    assert lists - {"evaluation/list_due_schools", "evaluation/list_evaluable_schools", "evaluation/list_evaluation_batches", "school/list_schools", "import/list_batches", "import/list_import_columns",
                    "import/list_staged_refusals"} <= set(LISTS)
