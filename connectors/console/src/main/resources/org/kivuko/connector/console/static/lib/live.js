// Tells a page that something changed: by server-sent events, by polling where those do not come through, and not at all
// while nobody looks.
const RETRY_MS = 30_000;

export class Live {
  /**
   * @param wanted called with nothing, when the page should ask again
   * @param changed called when the way it listens changed: 'events', 'polling' or 'hidden'
   */
  constructor({ wanted, changed }) {
    this.wanted = wanted;
    this.changed = changed;
    this.topics = [];
    this.every = 0;
    this.state = 'hidden';
    document.addEventListener('visibilitychange', () => (document.hidden ? this.stop() : this.start(true)));
  }

  /** What the page of the moment depends on. */
  watch({ topics = [], every = 15 }) {
    const same = String(this.topics) === String(topics) && this.every === every;
    if (same && this.state !== 'hidden') return;
    this.topics = topics;
    this.every = every;
    this.start(false);
  }

  start(again) {
    this.stop();
    if (document.hidden || (!this.topics.length && !this.every)) return;
    if (again) this.wanted();
    this.poll();
    if (this.topics.length && typeof EventSource === 'function') this.listen();
  }

  listen() {
    const source = new EventSource('/v1/ops/events');
    this.source = source;
    source.addEventListener('open', () => this.tell('events'));
    source.addEventListener('changed', (event) => {
      let topics = [];
      try {
        topics = JSON.parse(event.data).topics || [];
      } catch {
        return;
      }
      if (topics.some((topic) => this.topics.includes(topic))) this.wanted();
    });
    source.addEventListener('error', () => {
      source.close();
      this.tell('polling');
      this.retry = setTimeout(() => this.listen(), RETRY_MS);
    });
  }

  poll() {
    if (!this.every) return;
    this.tell('polling');
    this.timer = setInterval(() => {
      // What events do not announce (ages grow by themselves) is asked for more rarely.
      this.ticks = (this.ticks || 0) + 1;
      if (this.state !== 'events' || this.ticks % 4 === 0) this.wanted();
    }, this.every * 1000);
  }

  stop() {
    this.source?.close();
    this.source = null;
    clearInterval(this.timer);
    clearTimeout(this.retry);
    this.tell('hidden');
  }

  tell(state) {
    if (this.state === state) return;
    this.state = state;
    this.changed(state);
  }
}
