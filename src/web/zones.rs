//! The browser's table of zones: what the clock of a zone shows at a moment, asked through `Intl`.

use crate::run::zone::ZoneRule;
use chrono::NaiveDate;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{self, Array, Date, Function, Intl, Object, Reflect};

/// A zone's offsets around a moment; nothing where the browser does not know the zone.
pub(super) fn rule(name: &str, around_ms: i64) -> Option<ZoneRule> {
    let clock = Clock::of(name)?;
    ZoneRule::found(name, around_ms, |at_ms| clock.offset_min(at_ms))
}

/// The zone of this device.
pub(super) fn own() -> String {
    let format = Intl::DateTimeFormat::new(&Array::new(), &Object::new());
    let zone = Reflect::get(&format.resolved_options(), &"timeZone".into()).ok();
    zone.and_then(|zone| zone.as_string()).unwrap_or_else(|| "UTC".into())
}

/// A clock on the wall of some zone.
struct Clock {
    format: Function,
}

impl Clock {
    fn of(zone: &str) -> Option<Self> {
        let options = Object::new();
        let numeric = ["year", "month", "day", "hour", "minute", "second"];
        let set = |key: &str, value: &str| Reflect::set(&options, &key.into(), &value.into());
        numeric.into_iter().try_for_each(|key| set(key, "numeric").map(|_| ())).ok()?;
        set("hourCycle", "h23").ok()?;
        set("calendar", "iso8601").ok()?;
        set("timeZone", zone).ok()?;
        // Made by hand, because a zone that is not known is thrown, and a plan may name any.
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let maker: Function =
            Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
        let parts = Array::of2(&"sv-SE".into(), &options);
        let made = Reflect::construct(&maker, &parts).ok()?;
        let format = Reflect::get(&made, &"format".into()).ok()?.dyn_into().ok()?;
        Some(Self { format })
    }

    /// Minutes east of UTC at a moment.
    fn offset_min(&self, at_ms: i64) -> Option<i16> {
        #[expect(clippy::cast_precision_loss, reason = "moments of releases fit into a double")]
        let date = Date::new(&JsValue::from_f64(at_ms as f64));
        let shown = self.format.call1(&JsValue::NULL, &date).ok()?.as_string()?;
        // «2026-11-21 02:00:00»; some browsers put a comma or a T between.
        let digits: Vec<&str> =
            shown.split(|c: char| !c.is_ascii_digit()).filter(|it| !it.is_empty()).collect();
        let [year, month, day, hour, minute, second] = digits[..] else { return None };
        let day =
            NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
        let clock =
            day.and_hms_opt(hour.parse().ok()?, minute.parse().ok()?, second.parse().ok()?)?;
        let ahead_ms = clock.and_utc().timestamp_millis() - at_ms.div_euclid(1000) * 1000;
        i16::try_from(ahead_ms.div_euclid(60_000)).ok()
    }
}
