//! Answers in JSON, as the watch meets them: a value at a path, and what Prometheus says to a query.

use super::json::{self, Node};

/// What Prometheus answered to an instant query.
#[derive(Debug, Clone, PartialEq)]
pub enum Instant {
    /// So many series, and the value of each.
    Values(Vec<f64>),
    /// It says what is wrong with the query.
    Refused(Box<str>),
    /// It is no answer of Prometheus.
    Other,
}

/// The value at `.status`, `.checks[0].name`, as text; none where the body is no JSON, or has none.
pub fn at(body: &str, path: &str) -> Option<String> {
    let body = json::read(body).ok()?;
    let mut node = &body;
    for step in path.split(['.', '[']).filter(|step| !step.is_empty()) {
        node = match step.strip_suffix(']') {
            Some(index) => match index.trim_matches(['"', '\'']) {
                name if name.len() < index.len() => node.get(name)?,
                digits => node.list()?.get(digits.parse::<usize>().ok()?)?,
            },
            None => node.get(step)?,
        };
    }
    Some(match node {
        Node::Number(digits) => (*digits).to_owned(),
        Node::Bool(flag) => flag.to_string(),
        Node::Null => "null".to_owned(),
        Node::Text(_) => node.text()?.into_owned(),
        Node::Object(_) | Node::List(_) => node.compact(),
    })
}

/// Reads what Prometheus answered to an instant query: a scalar, or a vector of series.
pub fn instant(body: &str) -> Instant {
    read_instant(body).unwrap_or(Instant::Other)
}

fn read_instant(body: &str) -> Option<Instant> {
    let node = json::read(body).ok()?;
    if node.get("status")?.text()? == "error" {
        let why = node.get("error").and_then(Node::text).unwrap_or_default();
        return Some(Instant::Refused(why.chars().take(200).collect::<String>().into()));
    }
    let data = node.get("data")?;
    let result = data.get("result")?;
    let value = |pair: &Node| pair.list()?.get(1)?.text()?.parse::<f64>().ok();
    match &*data.get("resultType")?.text()? {
        "scalar" => Some(Instant::Values(vec![value(result)?])),
        "vector" => {
            let all: Option<Vec<f64>> =
                result.list()?.iter().map(|one| value(one.get("value")?)).collect();
            Some(Instant::Values(all?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Instant, instant};

    #[test]
    fn instant_queries() {
        #[track_caller]
        fn check(body: &str, expected: &Instant) {
            assert_eq!(instant(body), *expected, "{body}");
        }
        let vector = |result: &str| {
            format!(
                r#"{{"status":"success","data":{{"resultType":"vector","result":[{result}]}}}}"#
            )
        };
        let one = r#"{"metric":{"job":"x"},"value":[1435781451.781,"0.06"]}"#;
        check(&vector(one), &Instant::Values(vec![0.06]));
        check(&vector(&format!("{one},{one}")), &Instant::Values(vec![0.06, 0.06]));
        check(&vector(""), &Instant::Values(vec![]));
        check(&vector(r#"{"value":[1,"+Inf"]}"#), &Instant::Values(vec![f64::INFINITY]));
        check(
            r#"{"status":"success","data":{"resultType":"scalar","result":[1,"2"]}}"#,
            &Instant::Values(vec![2.0]),
        );
        check(
            r#"{"status":"error","errorType":"bad_data","error":"parse error"}"#,
            &Instant::Refused("parse error".into()),
        );
        check(r#"{"status":"UP"}"#, &Instant::Other);
        check("<html>", &Instant::Other);
    }
}
