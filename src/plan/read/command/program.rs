//! Names of programs.

/// Programs that release plans call, sorted.
#[rustfmt::skip]
const PROGRAMS: &[&str] = &[
    "1cv8", "adb", "alembic", "ansible", "ansible-playbook", "apt", "apt-get", "argocd",
    "artisan", "aws", "az", "bash", "bin", "brew", "bundle", "cap", "cargo", "cat", "cd",
    "celery", "certbot", "chmod", "chown", "clickhouse-client", "composer", "consul", "cp",
    "crontab", "curl", "dbmate", "diff", "dig", "dnf", "docker", "docker-compose", "dotnet",
    "drush", "echo", "etcdctl", "export", "fab", "fastlane", "firebase", "flyctl", "flyway",
    "gcloud", "gem", "gh", "gh-ost", "git", "go", "goose", "goreleaser", "gradle", "grep",
    "gsutil", "gunicorn", "gunzip", "gzip", "haproxy", "head", "helm", "heroku", "ibcmd",
    "invoke", "iptables", "istioctl", "java", "journalctl", "k6", "kafka-topics.sh", "kill",
    "knex", "kubectl", "kubectl-argo-rollouts", "kubectx", "lerna", "lftp", "liquibase", "ln",
    "ls", "make", "manage.py", "migrate", "mix", "mkdir", "mongo", "mongodump", "mongorestore",
    "mongosh", "mount", "msbuild", "mv", "mvn", "mysql", "mysqldump", "nc", "netlify", "nginx",
    "node", "nohup", "nomad", "npm", "npx", "nslookup", "nx", "oc", "openssl", "pg_basebackup",
    "pg_dump", "pg_restore", "pgbench", "pgloader", "php", "ping", "pip", "pip3", "pm2", "pnpm",
    "podman", "poetry", "powershell", "prisma", "psql", "pt-online-schema-change", "pwsh",
    "pytest", "python", "python3", "rabbitmqctl", "rac", "rails", "rake", "ras", "redis-cli",
    "rm", "rsync", "sbt", "scp", "sed", "sendmail", "service", "sh", "skopeo", "sleep", "source",
    "sqlcmd", "sqlite3", "sqlpackage", "sqlplus", "ssh", "stack", "sudo", "supervisorctl",
    "swift", "systemctl", "tail", "tar", "telnet", "terraform", "touch", "tox", "traceroute",
    "twine", "ufw", "umount", "unzip", "uv", "vault", "velero", "vercel", "watch", "wget", "wp",
    "wrk", "xcodebuild", "yarn", "yum", "zip",
];

/// Whether a program of this name is among them.
pub(super) fn is_known(name: &str) -> bool {
    let Some(&first) = name.as_bytes().first() else { return false };
    let near = PROGRAMS.partition_point(|program| program.as_bytes()[0] < first);
    let near = PROGRAMS[near..].iter().take_while(|program| program.as_bytes()[0] == first);
    near.into_iter().any(|program| *program == name)
}
