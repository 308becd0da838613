"""The plans of all lists on the data of the demo school: none reads a growing table from end to end."""

import json
import pathlib
import re

import pytest

QUERIES = pathlib.Path(__file__).parents[2] / "sql" / "queries"

# What grows with the years; the rest is as large as a school.
GROWING = {
    "alert", "intervention_case", "case_note", "case_task", "register", "attendance_mark", "attendance_day", "mark_correction",
    "student_indicator", "grade", "incident", "enrolment", "attendance_total", "import_batch", "import_refusal", "kept_reply",
    "emergency_read", "evaluation_request", "session", "login_attempt",
}

# Parameters of each: as a first page without filters, but for what the path names.
LISTS = {
    "alert/list_alerts": [None, None, None, None, None, 50],
    "case/list_cases": [None, None, None, None, None, 50],
    "case/list_case_notes": ["case", None, 50],
    "case/list_case_changes": ["case", None, 50],
    "task/list_case_tasks": ["case", None, 50],
    "register/list_registers": [None],
    "register/list_missing_registers": [None, None, None, None, 50],
    "student/list_students": [None, None, None, 50],
    "student/read_timeline": ["student", None, None],
    "student/list_access": ["student"],
    "indicator/list_indicators": ["student", None],
    "import/list_imports": [None, 50],
    "import/list_import_refusals": [1, None, 50],
    "rule/list_rules": [],
    "user/list_users": [None, None, 50],
    "session/list_sessions": [None, None, 50],
    "classroom/list_classrooms": [None, None, 50],
    "audit/list_events": [None] * 6 + [50],
    "dashboard/read_dashboard": [],
}


def nodes(plan):
    yield plan
    for child in plan.get("Plans", []):
        yield from nodes(child)


@pytest.fixture(scope="module")
def values(database):
    database.psql("vacuum analyze")
    return dict(zip(("school", "user", "room", "case", "student"), database.psql("""
        select school_id, user_id, classroom_id, case_id, student_id
        from app.classroom join app.user_account account using (school_id)
        join app.intervention_case using (school_id, classroom_id)
        where form_master_id = user_id and email = 'form.master1@demo.school' order by case_id limit 1""")[0]))


def explain(database, values, role, query, parameters):
    text = (QUERIES / f"{query}.sql").read_text()
    count = max([int(number) for number in re.findall(r"\$(\d+)", text)], default=0)
    given = [values.get(value, value) for value in parameters]
    assert len(given) == count, f"{query} takes {count} parameters"
    arguments = ", ".join("null" if value is None else f"'{value}'" for value in given)
    claims = {"school_id": values["school"], "user_id": values["user"], "user_role": role, "classroom_ids": f"{{{values['room']}}}"}
    settings = ", ".join(f"set_config('app.{name}', '{value}', true)" for name, value in claims.items())
    rows = database.psql(f"""begin; set local seq_page_cost = 0.1; set local random_page_cost = 0.1; set local role school_support_api;
        set local plan_cache_mode = force_generic_plan;
        do $$ begin perform {settings}; end $$;
        prepare asked as {text}; explain (analyze, format json) execute asked{f"({arguments})" if count else ""}; rollback""")
    return json.loads("\n".join("|".join(row) for row in rows))[0]["Plan"]


# The admin's dashboard has totals of the school: those are of all rows.
ASKED = [(query, role) for query in LISTS for role in ("form_master", "admin") if (query, role) != ("dashboard/read_dashboard", "admin")]


@pytest.mark.parametrize("query, role", ASKED)
def test_no_list_reads_a_growing_table_from_end_to_end(database, values, query, role):
    plan = explain(database, values, role, query, LISTS[query])
    scanned = {node["Relation Name"] for node in nodes(plan)
               if node["Node Type"] == "Seq Scan" and node["Actual Loops"] > 0 and node["Relation Name"] in GROWING
               and node["Actual Rows"] + node.get("Rows Removed by Filter", 0) > 100}
    assert scanned == set()


def test_every_list_is_looked_at():
    lists = {str(path.relative_to(QUERIES))[:-4] for path in QUERIES.glob("*/list_*.sql")}
    # These are asked by jobs and the command line.
    assert lists - {"evaluation/list_evaluable_schools", "import/list_batches", "import/list_import_columns",
                    "import/list_staged_refusals"} <= set(LISTS)
