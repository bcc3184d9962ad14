-- What wrk saw, as one line of JSON.
function done(summary, latency, requests)
  local errors = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout
  print(string.format('{"per_second": %.2f, "p95_ms": %.2f, "errors": %d}',
    summary.requests / summary.duration * 1e6, latency:percentile(95) / 1000, errors))
end
