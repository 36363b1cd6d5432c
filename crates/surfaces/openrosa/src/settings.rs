//! The settings that a phone takes over by scanning a code: ODK Collect's settings as JSON, packed. Owns which settings are safe for
//! phones that may be lost, borrowed or searched; not the drawing of the code.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde_json::json;
use std::io::Write as _;

/// A device that is to be set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device<'d> {
    /// The address that Collect adds `/formList` and `/submission` to.
    pub server_url: &'d str,
    /// The name that the device signs in with.
    pub username: &'d str,
    /// Its secret.
    pub password: &'d str,
    /// What has to be typed to change protected settings on the phone.
    pub admin_password: &'d str,
    /// The language that the app begins in: `th`.
    pub language: &'d str,
    /// How the project is called on the phone.
    pub project: &'d str,
}

/// The text of the code: Base64 of zlib of JSON, as Collect reads it.
///
/// Forms are kept exactly as the server has them, answers are sent as soon as there is a network and then deleted from the phone,
/// nothing is reported to the makers of the app, and sent answers can be neither seen nor edited.
pub fn code(device: &Device<'_>) -> String {
    let settings = json!({
        "general": {
            "protocol": "odk_default",
            "server_url": device.server_url,
            "username": device.username,
            "password": device.password,
            "app_language": device.language,
            "form_update_mode": "match_exactly",
            "periodic_form_updates_check": "every_fifteen_minutes",
            "autosend": "wifi_and_cellular",
            "delete_send": true,
            "analytics": false,
            "constraint_behavior": "on_swipe",
            "metadata_username": "",
            "metadata_phonenumber": "",
            "metadata_email": "",
        },
        "admin": {
            "admin_pw": device.admin_password,
            "change_server": false,
            "edit_saved": false,
            "view_sent": false,
            "delete_saved": true,
            "qr_code_scanner": false,
            "change_form_metadata": false,
            "analytics": false,
        },
        "project": { "name": device.project, "icon": "ส", "color": "#0b5a61" },
    });
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(settings.to_string().as_bytes()).expect("writing to memory does not fail");
    STANDARD.encode(packer.finish().expect("writing to memory does not fail"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::ZlibDecoder;
    use std::io::Read as _;

    #[test]
    fn a_phone_reads_safe_settings_from_the_code() {
        let device = Device {
            server_url: "https://saphan.example.org/odk",
            username: "d-1",
            password: "secret",
            admin_password: "4711",
            language: "th",
            project: "สะพาน",
        };
        let packed = STANDARD.decode(code(&device)).expect("base64");
        let mut text = String::new();
        ZlibDecoder::new(packed.as_slice()).read_to_string(&mut text).expect("zlib");
        let read: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        for (path, expected) in [
            ("/general/server_url", json!("https://saphan.example.org/odk")),
            ("/general/form_update_mode", json!("match_exactly")),
            ("/general/autosend", json!("wifi_and_cellular")),
            ("/general/delete_send", json!(true)),
            ("/general/analytics", json!(false)),
            ("/admin/admin_pw", json!("4711")),
            ("/admin/change_server", json!(false)),
            ("/admin/view_sent", json!(false)),
            ("/admin/edit_saved", json!(false)),
            ("/project/name", json!("สะพาน")),
        ] {
            assert_eq!(read.pointer(path), Some(&expected), "{path}");
        }
        // The code is read by a camera: it must stay well below what a code can hold (2,953 bytes at the lowest correction).
        assert!(code(&device).len() < 900, "{}", code(&device).len());
    }
}
