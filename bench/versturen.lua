-- Sends filled-in complaint forms, one a request, each from its own draft: the intake.
-- Arguments: the file with the ids of drafts, the token of the form, the cookie it belongs to.
local ids, n = {}, 0

function init(args)
   for id in io.lines(args[1]) do ids[#ids + 1] = id end
   wrk.method = "POST"
   wrk.body = "token=" .. args[2]
   koek = args[3]
end

function request()
   n = n + 1
   if n > #ids then wrk.thread:stop() n = #ids end
   return wrk.format(nil, nil, {
      ["Content-Type"] = "application/x-www-form-urlencoded",
      ["Sec-Fetch-Site"] = "same-origin",
      ["Cookie"] = "formulier=" .. koek .. "; concept=" .. ids[n],
   })
end
