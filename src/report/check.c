// SPDX-License-Identifier: MIT
#include "report/check.h"

#include "report/report.h"
#include "script/host.h"

int report_check(const struct study *study, sqlite3 *record, enum diag_grade least,
                 struct diag *d)
{
    struct script *script = report_script(SCRIPT_SHIPPED, study, record);
    int failed = script_require(script, "check", d);
    if (!failed)
        failed = script_require(script, "record", d);
    if (!failed) {
        lua_pushstring(script_state(script), diag_grade_name(least));
        failed = script_call(script, 2, 0, d);
    }
    script_free(script);
    return failed < 0 ? -1 : 0;
}
