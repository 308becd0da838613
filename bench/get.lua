-- GET one case over and over: every connection takes the next session and the next case.
-- Arguments: file with one token a line, first case_id, number of cases.
local requests, turn = {}, 0

function init(arguments)
  local first, count = tonumber(arguments[2]), tonumber(arguments[3])
  local tokens = {}
  for line in io.lines(arguments[1]) do tokens[#tokens + 1] = line end
  for number = 1, count * 4 do
    local token = tokens[(number - 1) % #tokens + 1]
    local id = first + (number * 7) % count
    requests[number] = wrk.format("GET", "/api/interventions/cases/" .. id .. "/", { Authorization = "Bearer " .. token })
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end
