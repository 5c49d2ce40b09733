//! The words the lint listens for, in Russian and in English, by what they mean in a release.
//!
//! A word ending in `=` is meant as it stands, all others by how they begin; ё is written е.

/// What a word may mean. One word may have several senses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// Switches something on, wherever it stands in the clause.
    On,
    /// The word "on", which does so only in some places.
    OnWord,
    /// Switches something on when it stands before it: start, put, set.
    Start,
    /// Turn, switch, flip: the next word says which way.
    Turn,
    /// Switches something off.
    Off,
    /// Takes something away or ends it.
    End,
    /// Brings something back to what it was.
    Restore,
    /// Opens something to people.
    Open,
    /// Makes a number smaller.
    Lower,
    /// Makes a number larger.
    Raise,
    /// Set to a number.
    Set,
    /// Silences.
    Silence,
    /// Ends a silence.
    Unsilence,
    /// Alerts and those who send them.
    Alert,
    /// Watching as such.
    Monitoring,
    /// Maintenance.
    Maintenance,
    /// «Режим», "mode".
    Mode,
    /// A page that visitors see.
    Page,
    /// «Обслуживания», «технических».
    Serving,
    /// A stub in place of the service.
    Stub,
    /// A window of time.
    Window,
    /// A freeze of code or changes; its nouns.
    Freeze,
    /// What can be frozen.
    Freezable,
    /// Says by itself that something was thawed.
    Unfreeze,
    /// `pip freeze` and other commands of that name.
    Tool,
    /// Time to live.
    Ttl,
    /// Things with a time to live that are not records of names.
    Cached,
    /// Access, traffic, writes.
    Access,
    /// No, not, without.
    Not,
    /// If, when needed.
    Maybe,
    /// Until, for: it ends by itself.
    Until,
    /// Old and to be thrown away.
    Old,
    /// Checks.
    Verify,
    /// Prepares, plans, reviews.
    Prepare,
    /// A rehearsal, a test environment.
    Rehearse,
    /// After.
    After,
    /// Before.
    Before,
    /// A backup.
    Backup,
    /// «Резервное», first word of two.
    Reserve,
    /// «Копия», «копирование», second word of two.
    Copying,
    /// "back": of "back up", "back out", "roll back".
    BackWord,
    /// Roll, fall, go: of "roll back".
    Roll,
    /// Out: of "back out".
    Out,
    /// "up", second word of two.
    Up,
    /// Makes something.
    Create,
    /// From.
    From,
    /// Throws away.
    Discard,
    /// A migration.
    Migrate,
    /// Carries something out.
    Apply,
    /// Data and what holds them.
    Data,
    /// A tool that migrates by its command.
    Migrator,
    /// The way back.
    Back,
    /// Criteria, triggers.
    Criteria,
    /// Messages and those who decide.
    Talk,
    /// What stood there before.
    Previous,
    /// A stage that changes nothing.
    Quiet,
    /// At the same time.
    Parallel,
    /// Goes on over other things.
    Umbrella,
    /// And, then.
    And,
    /// Anything done: a new clause begins after «и».
    Verb,
    /// Steps, where they are counted.
    Steps,
    /// Criteria, where they are counted.
    Measures,
}

use Sense::{
    Access, After, Alert, And, Apply, Back, BackWord, Backup, Before, Cached, Copying, Create,
    Criteria, Data, Discard, End, Freezable, Freeze, From, Lower, Maintenance, Maybe, Measures,
    Migrate, Migrator, Mode, Monitoring, Not, Off, Old, On, OnWord, Open, Out, Page, Parallel,
    Prepare, Previous, Quiet, Raise, Rehearse, Reserve, Restore, Roll, Serving, Set, Silence,
    Start, Steps, Stub, Talk, Tool, Ttl, Turn, Umbrella, Unfreeze, Unsilence, Until, Up, Verb,
    Verify, Window,
};

/// Each sense and its words.
pub(super) const LEXICON: &[(Sense, &str)] = &[
    (OnWord, "on="),
    (On, "enabl activat включ активир"),
    (Start, "enter start begin put= set= show= declare announce introduce введ ввест вводи ввод="),
    (Start, "перев постав показ покаж вывес повес объяв установ выстав запусти"),
    (Turn, "turn= switch= flip= toggle="),
    (Off, "disabl deactivat off= выключ отключ деактивир"),
    (End, "exit lift remov end= ends= ending leav cancel finish complet over= stop clear"),
    (End, "снят сним снима убра убер убир вывест вывод отмен заверш прекра оконч"),
    (Restore, "restor revert return resum reenabl верн возвра восстан возобнов прежн обратно"),
    (Open, "open= opens= opening reopen unlock unblock откры откро разблок"),
    (Lower, "lower reduc decreas drop= shorten уменьш пониз пониж сниз сниж сокра"),
    (Raise, "rais= raise increas bump повы подним поднят увелич"),
    (Set, "set= setting установ выстав измен change"),
    (Silence, "silenc mute= mutes= muted= muting suppress snooz paus приостан заглушит заглуша"),
    (Silence, "заглуше приглуш замьют тишин"),
    (Unsilence, "unsilenc unmut unsuppress unsnooz unpaus expire размьют"),
    (Alert, "alert алерт pagerduty opsgenie amtool"),
    (Monitoring, "monitor мониторинг оповещен"),
    (Maintenance, "maintenance мейнтенанс"),
    (Mode, "mode режим"),
    (Page, "page страниц"),
    (Serving, "обслуживан технич техработ"),
    (Stub, "заглушк заглушек"),
    (Window, "window окно окна окне"),
    (Freeze, "freeze= freezing= фриз= фриза= фризе= кодфриз заморо заморажив моратор"),
    (Freezable, "code кода change merg deploy feature branch main= master= release repo schema"),
    (Freezable, "content writes config изменен релиз ветк репозитор вливан мерж код= деплой"),
    (Unfreeze, "unfreez thaw размороз разморажив"),
    (Tool, "pip= pip3= npm= yarn= poetry="),
    (Ttl, "ttl= ttls="),
    (Cached, "token jwt session cache redis кеш кэш сесси токен"),
    (Access, "access traffic writes доступ трафик запись записи merg вливан ветк branch repo"),
    (Access, "репозитор service сервис сайт site"),
    (Not, "not= no= never without dont не= нет= без= ни="),
    (Maybe, "if= needed= required= necessary optional необходимости если случае опционально"),
    (Until, "until till for= до= на="),
    (Old, "old= obsolete legacy deprecated стар устарев ненужн"),
    (Verify, "verif check ensur confirm= confirms= validat провер убед убежд контрол"),
    (Prepare, "prepar plan= plans= review draft write list= подготов составит список зафиксир"),
    (Prepare, "согласов описа статус status current history"),
    (Rehearse, "rehears dry= staging stage= test= tests= testing dev= sandbox репет сух"),
    (Rehearse, "стенд стейдж тест пробн предпрод копии"),
    (After, "after= post= since= после по="),
    (Before, "before prior= pre= until до= перед предварит заранее"),
    (Backup, "backup backups бэкап бекап снапшот snapshot dump= dumps= pgdump mysqldump mongodump"),
    (Backup, "basebackup xtrabackup дамп"),
    (Reserve, "резервн"),
    (Copying, "копи"),
    (BackWord, "back="),
    (Roll, "roll= rolling= rolled= fall= falling= go= going= way= switch= moving= step="),
    (Out, "out="),
    (Up, "up="),
    (Create, "creat take= takes= taking make= making run= perform save= созда сдела снят снима"),
    (Create, "сним сохран выполн запус провест"),
    (From, "from= из= с= со="),
    (Discard, "delet remov clean purg rotat retention удал очист почист ротац"),
    (Migrate, "migrat миграц мигри"),
    (
        Apply,
        "apply applies applying run= runs= running execut perform deploy= redeploy reinstall примен накат",
    ),
    (Apply, "прокат выполн запус прогон прогна upgrade= update="),
    (Data, "db= database schema data= table sql= postgres mysql prod= production бд= баз схем"),
    (Data, "данны таблиц прод="),
    (Migrator, "alembic flyway liquibase prisma knex manage= artisan rails rake sequelize goose"),
    (Migrator, "dbmate django migrations миграции миграций миграция миграцию"),
    (
        Back,
        "rollback rollbacks rolledback откат откач откаты revert downgrad backout fallback undo",
    ),
    (Criteria, "when= criteri критери trigger триггер услови condition когда"),
    (Talk, "messag notif announc template decid decision communicat сообщ уведом шаблон решен"),
    (Talk, "оповест анонс"),
    (Previous, "previous prior= last= stable blue= earlier предыдущ прежн стабильн прошл"),
    (Quiet, "prep prerequisite preflight check verif valid test smoke monitor observ watch post="),
    (Quiet, "postrelease after communicat notif announc train doc freeze backup support clos"),
    (Quiet, "complet review retro report sign approv plan= planning kick ready readiness freez"),
    (Quiet, "подготов провер верифик тест смок мониторинг наблюд пост= постр после коммуник"),
    (Quiet, "оповещ уведомл обуч документ фриз заморо бэкап бекап резервн поддерж сопровожд"),
    (Quiet, "заверш анализ итог ретро отчет отчёт согласов готовност сбор= контрол план= сообщ"),
    (Quiet, "предрелиз закры"),
    (Parallel, "parallel concurrent simultaneous параллельн одновремен"),
    (
        Umbrella,
        "monitor observ watch support standby bridge oncall мониторинг наблюд дежур поддерж",
    ),
    (Umbrella, "сопровожд"),
    (And, "and= then= и= затем= потом= а="),
    (
        Steps,
        "step= steps= task= tasks= item= items= шаг= шага= шагов= шаги= задача= задачи= задач=",
    ),
    (Steps, "пункт= пункта= пунктов= пункты="),
    (Measures, "criterion= criteria= критерий= критерия= критериев= критерии="),
    (Verb, "enabl activat disabl turn= switch= put= set= remov lift restor resum mute= unmut"),
    (
        Verb,
        "silenc notif verif check ensur creat take= run= apply deploy start stop open lower raise",
    ),
    (
        Verb,
        "включ выключ отключ снять снимите снимаем убрать вернуть восстанов проверить проверьте",
    ),
    (Verb, "убедиться создать сделать выполнить применить накатить запустить открыть сообщить"),
    (Verb, "уведомить поднять понизить размороз разблок перевести вывести поставить показать"),
];
