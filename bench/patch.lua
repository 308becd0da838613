-- PATCH one case over and over, each with the version that the last answer gave.
-- Arguments: file with one token a line, file with "case_id version" a line.
local tokens, free, turn = {}, {}, 0
local progress = { "no_contact", "contacted", "improving", "not_improving" }

function init(arguments)
  for line in io.lines(arguments[1]) do tokens[#tokens + 1] = line end
  for line in io.lines(arguments[2]) do
    local id, version = line:match("(%d+) (%d+)")
    free[#free + 1] = { id = id, version = version }
  end
end

function request()
  turn = turn + 1
  local case = table.remove(free, 1)
  local body = '{"version":' .. case.version .. ',"progress_status":"' .. progress[turn % #progress + 1] .. '"}'
  return wrk.format("PATCH", "/api/interventions/cases/" .. case.id .. "/", {
    Authorization = "Bearer " .. tokens[turn % #tokens + 1], ["Content-Type"] = "application/json",
  }, body)
end

-- A conflict carries the current object too, so that the case goes on in any event.
function response(status, headers, body)
  local id, version = body:match('"case_id" : (%d+)'), body:match('"version" : (%d+)')
  if id then free[#free + 1] = { id = id, version = version } end
end
