/* Sources/CPostgres/shim.h: libpq, and the few things of it that Swift cannot say.
 * Getters only; each says why it is here. */
#ifndef EXPODESK_CPOSTGRES_H
#define EXPODESK_CPOSTGRES_H

#include <postgresql/libpq-fe.h>

/* The PG_DIAG_ names are character constants, which Swift imports as no type PQresultErrorField takes. */
static inline const char *cp_sqlstate(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}
/* ERROR, FATAL or PANIC, in English whatever the server's language. */
static inline const char *cp_severity(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
}
static inline const char *cp_message(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
}
static inline const char *cp_detail(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
}
static inline const char *cp_hint(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_MESSAGE_HINT);
}
static inline const char *cp_constraint(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
}

/* libpq prints notices on standard error by default, which would be written over the screen. */
static inline void cp_ignore_notice(void *context, const PGresult *result) {
    (void)context;
    (void)result;
}
static inline void cp_swallow_notices(PGconn *connection) {
    PQsetNoticeReceiver(connection, cp_ignore_notice, (void *)0);
}

#endif
