-- Asks the one address, or posts BENCH_BODY once to every address in the file BENCH_POSTS.
-- What wrk saw, as one line of JSON.
local posts, at = {}, 0

function init()
  local name = os.getenv("BENCH_POSTS")
  if name then
    for line in io.lines(name) do posts[#posts + 1] = line end
    wrk.method = "POST"
    wrk.body = os.getenv("BENCH_BODY")
    wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
  end
end

function request()
  if #posts == 0 then return wrk.format() end
  at = at + 1
  if at > #posts then os.exit(3) end -- an address that was used up would be refused, and that is fast
  return wrk.format(nil, posts[at])
end

function done(summary, latency, requests)
  local errors = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout
  print(string.format('{"per_second": %.2f, "p95_ms": %.2f, "errors": %d}',
    summary.requests / summary.duration * 1e6, latency:percentile(95) / 1000, errors))
end
