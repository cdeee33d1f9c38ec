// SPDX-License-Identifier: MIT
#include "script/modules.h"

void modules_open(struct script *script)
{
    script_module(script, "calma.html", module_html);
    script_module(script, "calma.text", module_text);
    script_module(script, "calma.json", module_json);
    script_module(script, "calma.asset", module_asset);
    script_module(script, "calma.log", module_log);
}
