// A beat each second from a worker of its own: browsers slow the timers of a hidden page to one a
// minute, and leave those of a worker alone.
setInterval(() => postMessage(0), 1000);
