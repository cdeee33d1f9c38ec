-- SPDX-License-Identifier: MIT
--- How much more one side uses a word than the other, when both have used few.
local emphasis = {}

--- of(a, n, b, m, prior, all) -> log-odds ratio and its z (Monroe, Colaresi and Quinn, "Fightin' Words", Political
--- Analysis 16, 2008, equations 16, 20 and 22): `a` of `n` words here, `b` of `m` there; both sides start as if they
--- had used the word `prior` times among `all`. Above 0: used more here. It is a hint where to look, no finding.
function emphasis.of(a, n, b, m, prior, all)
  local odds = math.log((a + prior) / (n + all - a - prior)) - math.log((b + prior) / (m + all - b - prior))
  return odds, odds / math.sqrt(1 / (a + prior) + 1 / (b + prior))
end

--- compare(here, there) -> list of {word, a, n, b, m, odds, z}, what is used most above the other side first. `here`
--- and `there`: counts by word. Each side starts as if it had said as many words as there are different ones, in the
--- shares that both have together.
function emphasis.compare(here, there)
  local words, n, m = {}, 0, 0
  for word, count in pairs(here) do
    words[#words + 1], n = word, n + count
  end
  for word, count in pairs(there) do
    words[#words + 1], m = not here[word] and word or nil, m + count
  end
  local list = {}
  for i, word in ipairs(#words > 1 and words or {}) do
    local a, b = here[word] or 0, there[word] or 0
    local odds, z = emphasis.of(a, n, b, m, #words * (a + b) / (n + m), #words)
    list[i] = { word = word, a = a, n = n, b = b, m = m, odds = odds, z = z }
  end
  table.sort(list, function(x, y) return x.z > y.z or x.z == y.z and x.word < y.word end)
  return list
end

return emphasis
