//! The key of this browser: Ed25519, made here, kept here, and never to be taken out. It ties the
//! names under runs to one browser; whose browser it is, people must know.
//!
//! It lies in a database of its own, for a key is no text and is not copied with the rest. A browser
//! that has no Ed25519, or a page that came without a secure connection, has no key: then a name is
//! only typed, and the report says so.

use super::vault::answer;
use leptos::prelude::window;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Promise, Uint8Array};
use web_sys::{CryptoKeyPair, Event, IdbDatabase, IdbRequest, SubtleCrypto};

const DATABASE: &str = "holdpoint/key";
const TABLE: &str = "keys";
/// There is one.
const OWN: &str = "own";
const ALGORITHM: &str = "Ed25519";

/// A signature of these bytes with this browser's key, and the public half of the key; nothing where
/// the browser has none.
pub(super) async fn sign(message: &[u8]) -> Option<([u8; 32], Vec<u8>)> {
    let subtle = window().crypto().ok().map(|it| it.subtle()).filter(|it| !it.is_undefined())?;
    let pair = pair(&subtle).await?;
    let public = told(subtle.export_key("raw", &pair.get_public_key())).await?;
    let public = <[u8; 32]>::try_from(bytes(&public)).ok()?;
    let private = pair.get_private_key();
    let signature = told(subtle.sign_with_str_and_u8_array(ALGORITHM, &private, message)).await?;
    Some((public, bytes(&signature)))
}

/// The key that is kept, or a new one, kept before it is used.
async fn pair(subtle: &SubtleCrypto) -> Option<CryptoKeyPair> {
    let database = open().await?;
    if let Some(kept) = kept(&database).await {
        return Some(kept);
    }
    let uses = Array::of2(&"sign".into(), &"verify".into());
    // Not to be exported: nobody, this page included, can read the private half.
    let fresh = told(subtle.generate_key_with_str(ALGORITHM, false, &uses)).await?;
    let begun =
        database.transaction_with_str_and_mode(TABLE, web_sys::IdbTransactionMode::Readwrite);
    let table = begun.and_then(|it| it.object_store(TABLE)).ok()?;
    // Where another tab was first, its key is the one.
    let _ = answer(&table.add_with_key(&fresh, &OWN.into()).ok()?).await;
    kept(&database).await
}

async fn kept(database: &IdbDatabase) -> Option<CryptoKeyPair> {
    let table = database.transaction_with_str(TABLE).and_then(|it| it.object_store(TABLE)).ok()?;
    let found = answer(&table.get(&OWN.into()).ok()?).await.ok()?;
    found.is_object().then(|| found.unchecked_into())
}

async fn open() -> Option<IdbDatabase> {
    let request = window().indexed_db().ok()??.open_with_u32(DATABASE, 1).ok()?;
    let fresh: IdbRequest = request.clone().unchecked_into();
    let make = Closure::once_into_js(move |_: Event| {
        if let Ok(database) = fresh.result() {
            // A table that could not be made is missed with the first transaction.
            let _ = database.unchecked_into::<IdbDatabase>().create_object_store(TABLE);
        }
    });
    request.set_onupgradeneeded(Some(make.unchecked_ref()));
    answer(&request).await.ok().map(JsValue::unchecked_into)
}

async fn told(asked: Result<Promise, JsValue>) -> Option<JsValue> {
    asked.ok()?.await.ok()
}

fn bytes(buffer: &JsValue) -> Vec<u8> {
    Uint8Array::new(buffer).to_vec()
}
