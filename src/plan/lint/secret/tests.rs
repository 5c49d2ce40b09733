//! What is a secret and what only looks like one.

use super::*;

/// The values that are found, each with its kind's first letter.
#[track_caller]
fn check(source: &str, expected: &[&str]) {
    let got: Vec<String> = secrets(source)
        .map(|secret| {
            let letter = match secret.kind {
                SecretKind::Password => 'p',
                SecretKind::Token => 't',
                SecretKind::PrivateKey => 'k',
                SecretKind::Credential => 'c',
            };
            format!("{letter} {}", &source[secret.range])
        })
        .collect();
    assert_eq!(got, expected, "{source}");
}

#[track_caller]
fn silent(sources: &[&str]) {
    for source in sources {
        check(source, &[]);
    }
}

#[test]
fn passwords_in_code() {
    check("PGPASSWORD=s3cr3t psql -h db", &["p s3cr3t"]);
    check("export DB_PASSWORD='Qwerty!1'", &["p Qwerty!1"]);
    check("POSTGRES_PASSWORD: postgres", &["p postgres"]);
    check("MYSQL_PWD=admin1 mysql", &["p admin1"]);
    check(r#"-d '{"email":"test@example.com","password":"test123"}'"#, &["p test123"]);
    check(r#"-d "{\"password\":\"test123\"}""#, &["p test123"]);
    check("mysql -u root -pS3cret shop", &["p S3cret"]);
    check("docker login -u ci --password hunter2", &["p hunter2"]);
    check("docker login -u ci -p hunter2", &["p hunter2"]);
    check("sshpass -p 'Adm1n' ssh root@db", &["p Adm1n"]);
    check("kubectl create secret generic db --from-literal=password=S3cret", &["p S3cret"]);
    check("redis-cli -a Str0ng ping", &["p Str0ng"]);
    check("DB_PASS=admin", &["p admin"]);
}

#[test]
fn passwords_in_prose() {
    check("Password: hunter2", &["p hunter2"]);
    check("- **Пароль:** Qwerty123", &["p Qwerty123"]);
    check("Пароль от БД: hunter2.", &["p hunter2"]);
    check("Password for Grafana (prod): `admin`", &["p admin"]);
    check("Логин: admin, пароль: P@ssw0rd!", &["p P@ssw0rd!"]);
    check("Логин/пароль: admin/Adm1n2024", &["p admin/Adm1n2024"]);
    check("пароль — 12345678", &["p 12345678"]);
    check("ПАРОЛЬ: Qwerty123", &["p Qwerty123"]);
    check("user: app, pass: S3cret", &["p S3cret"]);
}

#[test]
fn passwords_in_tables() {
    check("| Сервис | Логин | Пароль |\n|---|---|---|\n| БД | admin | Qwerty1 |\n", &["p Qwerty1"]);
    check(
        "| Where | Password |\n|:--|--:|\n| Grafana | `admin` |\n| DB | see vault |\n",
        &["p admin"],
    );
    check("| Login / password |\n|---|\n| admin / P@ss12 |\n", &["p P@ss12"]);
    check("| Password | hunter2 |\n", &["p hunter2"]);
    silent(&[
        "| Password | Owner |\n|---|---|\n| rotated | Ann |\n",
        "| Password policy | 12 chars |\n|---|---|\n| min1 | max2 |\n",
        "| Токен | Кому |\n|---|---|\n| из vault | Ане |\n",
    ]);
}

#[test]
fn tokens() {
    check("curl -H 'Authorization: Bearer abc123def456'", &["t abc123def456"]);
    check("API_KEY=a1b2c3d4e5f6", &["t a1b2c3d4e5f6"]);
    check("api key: a1b2c3d4e5f6", &["t a1b2c3d4e5f6"]);
    check("Ключ API: a1b2c3d4e5f6", &["t a1b2c3d4e5f6"]);
    check(
        "Токен бота: 123456789:AAF0aBcDeFgHiJkLmNoPqRsTuVwXyZ01234",
        &["t 123456789:AAF0aBcDeFgHiJkLmNoPqRsTuVwXyZ01234"],
    );
    check("https://a.b/dashboard?token=9f8e7d6c5b4a", &["t 9f8e7d6c5b4a"]);
    check("client_secret: 9f8e7d6c5b4a", &["t 9f8e7d6c5b4a"]);
    check("X-Api-Key: 9f8e7d6c5b4a", &["t 9f8e7d6c5b4a"]);
    let github = format!("ghp_{}", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8");
    check(&format!("git clone with {github} once"), &[&format!("t {github}")]);
    let aws = format!("AKIA{}", "Q3EGXMPLT7ABCDE1");
    check(&format!("key {aws}."), &[&format!("t {aws}")]);
    let slack = format!("xoxb-{}", "123456789012-abcdefghij");
    check(&slack, &[&format!("t {slack}")]);
    let jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmN";
    check(&format!("Authorization: Bearer {jwt}"), &[&format!("t {jwt}")]);
}

#[test]
fn keys_and_addresses() {
    let key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----";
    check(&format!("a\n{key}\nb"), &[&format!("k {key}")]);
    check("postgres://app:s3cr3t@db:5432/shop", &["c s3cr3t"]);
    check("redis://:Qwe123@cache:6379", &["c Qwe123"]);
    check("curl -u admin:Qwe123 https://a.b", &["c Qwe123"]);
    check("Authorization: Basic YWRtaW46YWRtaW4=", &["c YWRtaW46YWRtaW4="]);
    silent(&[
        "-----BEGIN CERTIFICATE-----",
        "-----BEGIN PUBLIC KEY-----",
        "https://github.com/a/b@v1",
        "http://localhost:8080/a@b",
        "postgres://user:password@host/db",
        "postgres://user:$PASS@host/db",
        "postgres://user:<pass>@host/db",
        "git@github.com:org/repo.git",
        "mailto:a@b.c",
    ]);
}

#[test]
fn placeholders_pass() {
    silent(&[
        "PASSWORD=<PASSWORD>",
        "PASSWORD=$PASSWORD",
        "PASSWORD=${DB_PASSWORD}",
        "PASSWORD=\"{{ vault_password }}\"",
        "password: ***",
        "password: ********",
        "password: xxx",
        "PASSWORD=xxxxxxxx",
        "PASSWORD=changeme",
        "password: vault:secret/db#password",
        "DB_PASSWORD=vault:secret/data/db1",
        "password: your_password1",
        "token=<STAGE_TOKEN>",
        "Authorization: Bearer $TOKEN",
        "Authorization: Bearer <token>",
        "Authorization: Bearer YOUR_TOKEN_1",
        "Authorization: Bearer abc123def…",
        "TOKEN=$(cat /run/token1)",
        "POSTGRES_PASSWORD_FILE=/run/secrets/db1",
        "password=os.environ['DB_PASSWORD']",
        "\"password\": \"string\"",
        "AKIAIOSFODNN7EXAMPLE",
    ]);
}

#[test]
fn sentences_pass() {
    silent(&[
        "password: see 1Password",
        "Password: in 1Password",
        "password: 1Password",
        "Пароль: у дежурного",
        "Пароль: см. вики",
        "password reset: /auth/reset1",
        "Password reset works: yes2",
        "Сброс пароля: проверить 2 раза",
        "Смена пароля: 02:00",
        "Password policy: 12 characters",
        "Password: 12-characters",
        "Пароль: минимум 8 символов",
        "Password: rotated 2024-12-19",
        "Password: OPS-1234",
        "Password hash: bcrypt2b12",
        "password: SHA256",
        "Tests pass: 10/10",
        "pass=100%",
        "cargo dev new_lint --pass=early",
        "`needless_pass_by_value`: Fixed1",
        "echo \"your-password\" | keyring set1 pypi",
        "[![cov](https://codecov.io/gh/a/b/graph/badge.svg?token=3KA3R2D9fV)](https://codecov.io)",
        "21225780:EverymajordevelopmentinthehistoryofAmerica",
        "_authToken=MYTOKEN1",
        "-----BEGIN PRIVATE KEY-----\nXXXX\n-----END PRIVATE KEY-----",
        "Token: JWT",
        "token TTL: 3600",
        "tokens: 1000",
        "refresh_token_ttl=86400s1",
        "Токен: получить у Ани",
        "Ключ кеша: user123abc",
        "API keys for Stripe: STRIPE_KEY_1",
        "secretName: app-tls-2024",
        "secret: db-creds-v2",
        "cd $(pwd)",
        "PWD=/home/app1",
        "bypass=1234abcd",
        "password == other1",
        "The API keychain: abc123def",
        "Bearer tokens are checked",
        "Basic authentication: enabled2",
        "Секреты настроены",
        "mysql -P 3306 -u root -p shop",
        "kubectl get secrets -n samokoder-prod",
    ]);
}

#[test]
fn faults_name_the_place_and_nothing_else() {
    let mut faults = Vec::new();
    check_faults("Шаг 1\n- Пароль: hunter2\n", &mut faults);
    assert_eq!(
        faults,
        [Fault::new(
            FaultKind::Secret { kind: SecretKind::Password },
            Place { line: 2, column: 11, width: 7 },
        )]
    );
}

fn check_faults(source: &str, faults: &mut Vec<Fault>) {
    super::check(source, faults);
}

#[test]
fn any_text_is_survived() {
    for text in [
        "парол",
        "пароль:",
        "password=",
        "token: \"",
        "://:@",
        "1:",
        "api key: «",
        "|token|\n|-",
        "curl -u",
    ] {
        for cut in 0..=text.len() {
            if text.is_char_boundary(cut) {
                secrets(&text[..cut]).for_each(drop);
                secrets(&text[cut..]).for_each(drop);
            }
        }
    }
}
