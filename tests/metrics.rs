//! The parser of metrics against another one: what `openmetrics-parser` reads of a page of Prometheus
//! our own reads too, with the same values.

use holdpoint::run::watch::metrics::page;
use openmetrics_parser::prometheus::parse_prometheus;
use proptest::prelude::*;

/// One sample as a service would write it.
fn sample() -> impl Strategy<Value = (String, f64)> {
    let name = "[a-z]{1,8}(_[a-z]{1,6}){0,2}";
    let label = "[a-z][a-z0-9_]{0,6}";
    let value = "[ -~]{0,12}";
    let number = prop_oneof![
        any::<f64>().prop_filter("finite", |it| it.is_finite()),
        Just(f64::INFINITY),
        Just(f64::NEG_INFINITY),
        (0..100_000).prop_map(f64::from),
    ];
    (name, label, value, number).prop_map(|(name, label, value, number)| {
        let value = value.replace('\\', "\\\\").replace('"', "\\\"");
        let written = match number {
            f64::INFINITY => "+Inf".to_owned(),
            f64::NEG_INFINITY => "-Inf".to_owned(),
            number => format!("{number:e}"),
        };
        (format!("{name}{{{label}=\"{value}\"}} {written}\n"), number)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_another_parser_reads_is_read_alike((line, number) in sample()) {
        let own = page(&line);
        let values: Vec<f64> =
            own.iter().flat_map(|page| page.samples.iter().map(|it| it.value)).collect();
        prop_assert_eq!(&values, &[number], "{}", line);
        let other = parse_prometheus(&line);
        prop_assert!(other.is_ok(), "{:?} of {}", other.err(), line);
        let families = other.map(|it| it.families).unwrap_or_default();
        let labels: Vec<String> = families
            .values()
            .flat_map(|family| family.get_label_names().to_vec())
            .collect();
        let own_labels: Vec<String> = own
            .iter()
            .flat_map(|page| &page.samples)
            .flat_map(|it| it.labels.iter().map(|(name, _)| name.to_string()))
            .collect();
        prop_assert_eq!(labels, own_labels);
    }

    #[test]
    fn no_page_is_too_strange(text in "\\PC{0,200}") {
        let _ = page(&text);
    }
}
