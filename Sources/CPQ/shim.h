#pragma once
#include <libpq-fe.h>
#include <sys/eventfd.h>

// Swift imports no macro whose value is a character, and these all are.
static const int CPQ_DIAG_SEVERITY = PG_DIAG_SEVERITY_NONLOCALIZED;
static const int CPQ_DIAG_SQLSTATE = PG_DIAG_SQLSTATE;
static const int CPQ_DIAG_MESSAGE = PG_DIAG_MESSAGE_PRIMARY;
static const int CPQ_DIAG_DETAIL = PG_DIAG_MESSAGE_DETAIL;
static const int CPQ_DIAG_HINT = PG_DIAG_MESSAGE_HINT;
static const int CPQ_DIAG_SCHEMA = PG_DIAG_SCHEMA_NAME;
static const int CPQ_DIAG_TABLE = PG_DIAG_TABLE_NAME;
static const int CPQ_DIAG_COLUMN = PG_DIAG_COLUMN_NAME;
static const int CPQ_DIAG_CONSTRAINT = PG_DIAG_CONSTRAINT_NAME;
static const int CPQ_DIAG_ROUTINE = PG_DIAG_SOURCE_FUNCTION;

// From libpq 17 on a Sync can wait for the next flush, so that a batch of requests is one send. Before, each is its own.
static inline int cpq_pipeline_sync(PGconn *connection) {
#ifdef LIBPQ_HAS_SEND_PIPELINE_SYNC
  return PQsendPipelineSync(connection);
#else
  return PQpipelineSync(connection);
#endif
}

// Swift's Glibc has no eventfd.
static inline int cpq_eventfd(void) {
  return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}
