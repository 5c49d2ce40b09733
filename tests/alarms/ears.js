// Hears what the page sends to the loudspeaker, and notes what it asks of the browser.
(() => {
  const ears = { tones: [], peak: 0, notices: [], asked: 0, locks: [] };

  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...given) {
    ears.tones.push(Math.round(this.frequency.value));
    return start.apply(this, given);
  };
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (to, ...given) {
    if (to === this.context.destination) {
      const meter = this.context.createAnalyser();
      connect.call(this, meter);
      const wave = new Float32Array(meter.fftSize);
      const look = setInterval(() => {
        meter.getFloatTimeDomainData(wave);
        ears.peak = Math.max(ears.peak, ...wave);
      }, 5);
      setTimeout(() => clearInterval(look), 3000);
    }
    return connect.call(this, to, ...given);
  };

  const Real = window.Notification;
  window.Notification = class extends Real {
    constructor(title, options) {
      super(title, options);
      ears.notices.push(`${title}: ${options.body}`);
    }
    static requestPermission() {
      ears.asked += 1;
      return Real.requestPermission();
    }
  };

  const request = WakeLock.prototype.request;
  WakeLock.prototype.request = async function (kind) {
    const lock = await request.call(this, kind);
    ears.locks.push(lock);
    return lock;
  };

  window.ears = ears;
})();
