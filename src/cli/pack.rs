//! `holdpoint pack`: a plan and the app in one HTML file.

use super::build::Files;
use super::out::shown;
use super::{Outcome, Tongue, keep, say, source};
use crate::run::event::Event;
use crate::run::wire::{PlanFile, RunFile};
use crate::site::{App, Packed, Site, pack};
use crate::words::Lang;
use crate::words::site::site;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Put a plan and the app into one HTML file
#[derive(clap::Args)]
#[command(after_help = "\
The file opens from a disk, without a network and without a server. A run that the app saved as a file
goes in with --run.

Exit code: 0  written
           2  nothing was written: the plan or the run could not be read, or the output not written")]
pub(super) struct Arguments {
    /// The plan; - reads standard input
    plan: PathBuf,
    /// Where to write; - writes to standard output
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// A run of this plan, as the app saved it
    #[arg(long, value_name = "RUN")]
    run: Option<PathBuf>,
    /// Allow the page to ask other hosts how a release is doing
    #[arg(long)]
    polls: bool,
    /// Language of the page and messages
    #[arg(long, value_enum, default_value_t, value_name = "LANG")]
    lang: Tongue,
}

/// Writes the file.
pub(super) fn run(arguments: &Arguments, app: Files) -> Outcome {
    let lang = Lang::from(arguments.lang);
    let html = match packed(arguments, app, lang) {
        Ok(html) => html,
        Err(trouble) => {
            say(&format!("holdpoint: {trouble}"));
            return Outcome::Failed;
        }
    };
    if let Err(error) = keep(&arguments.output, html.as_bytes()) {
        let name = arguments.output.to_string_lossy();
        say(&format!(
            "holdpoint: {}: {}",
            shown(&name),
            crate::words::site::unwritten(lang, &error)
        ));
        return Outcome::Failed;
    }
    Outcome::Clean
}

fn packed(arguments: &Arguments, app: Files, lang: Lang) -> Result<String, String> {
    let words = site(lang);
    let app = App::new(app).ok_or_else(|| words.no_app_to_pack.to_owned())?;
    let path = &arguments.plan;
    let named = |path: &Path, why: &str| format!("{}: {why}", shown(&source::name_of(path)));
    let bytes = source::bytes_of(path)
        .map_err(|error| named(path, &crate::words::unreadable(lang, &error)))?;
    let name = path.file_name().map_or_else(|| "plan.md".into(), |it| it.to_string_lossy());
    let name = if source::is_stdin(path) { "plan.md".into() } else { name };
    let source = source::words_of(&bytes)
        .map_err(|refusal| named(path, &crate::words::refusal(lang, refusal)))?;
    let own = PlanFile::new(name.as_ref(), &bytes, source.text.as_str());
    let run = arguments.run.as_deref().map(|run| run_of(run, own, lang)).transpose()?;
    let site = Site {
        app: Some(app),
        lang,
        title: String::new(),
        plans: [name.to_string()].into(),
        polls: arguments.polls,
    };
    let plan = Packed { name: &name, bytes: &bytes, source, run: run.as_deref() };
    pack(&site, plan, &|bytes| gzip(bytes, Compression::best()))
        .ok_or_else(|| named(path, words.no_plan))
}

/// A run of this plan as a whole file, the plan in it.
fn run_of(path: &Path, plan: PlanFile, lang: Lang) -> Result<Vec<u8>, String> {
    let named = |why: &str| format!("{}: {why}", shown(&source::name_of(path)));
    let bytes = source::bytes_of(path).map_err(|it| named(&crate::words::unreadable(lang, &it)))?;
    let opened =
        RunFile::open(&bytes).map_err(|why| named(&crate::words::runs::not_opened(lang, why)))?;
    let mut named_plans = opened.file.journal.entries().iter().filter_map(|entry| {
        if let Event::Started(start) = &entry.event {
            return Some(start.plan);
        }
        if let Event::PlanAmended { plan, .. } = &entry.event { Some(*plan) } else { None }
    });
    if !named_plans.any(|named| named == plan.source) {
        return Err(named(site(lang).other_run));
    }
    let mut whole = opened.file.clone();
    if !whole.plans.iter().any(|known| known.source == plan.source) {
        whole.plans.push(plan);
    }
    Ok(whole.write().into_bytes())
}

/// Pressed; the same bytes give the same.
pub(super) fn gzip(bytes: &[u8], level: Compression) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), level);
    // Memory takes everything.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}
