//! Points, lines, shapes.

use crate::check;

#[test]
fn distance() {
    check(&[
        ("round(distance('0 0;0 1'), 3)", "111318.845"),
        ("round(distance('0 0', '0 1', '0 2'), 3)", "222637.69"),
        ("round(distance(/data/line), 3)", "222637.69"),
        ("round(distance(/data/p), 3)", "111318.845"),
        ("round(distance(' 0 0 5 1 ; 0 1;'), 3)", "111318.845"),
        ("distance('0 0')", "0"),
        ("distance('')", "0"),
        ("distance(/data/empty)", "0"),
        ("distance(/data/nothing)", "0"),
        ("distance('a')", "error"),
        ("distance('0 0,0 1')", "error"),
        ("distance(/data/text)", "error"),
        ("distance(1)", "error"),
        ("distance()", "error"),
    ]);
}

#[test]
fn area() {
    check(&[
        ("round(area(/data/shape) div 1000000)", "12391"),
        ("enclosed-area(/data/shape) = area(/data/shape)", "true"),
        ("area(/data/p)", "0"),
        ("area(/data/nothing)", "0"),
        ("area(/data/text)", "error"),
        ("area('0 0;0 1;1 1')", "error"),
        ("area()", "error"),
    ]);
}

#[test]
fn geofence() {
    check(&[
        ("geofence(/data/point, /data/shape)", "true"),
        ("geofence('0.5 0.5', /data/shape)", "true"),
        ("geofence('2 0.5 0 0', /data/shape)", "false"),
        ("geofence('0.5 -1', /data/shape)", "false"),
        ("geofence('', /data/shape)", "false"),
        ("geofence(/data/empty, /data/shape)", "false"),
        ("geofence('0.5 0.5', /data/empty)", "false"),
        ("geofence('here', /data/shape)", "error"),
        ("geofence('0 0', /data/text)", "error"),
        ("geofence('0 0', '0 0;0 1;1 1;0 0')", "error"),
        ("geofence('0 0')", "error"),
    ]);
}

#[test]
fn intersects() {
    check(&[
        ("intersects(/data/shape)", "false"),
        ("intersects(/data/line)", "false"),
        ("intersects('0 0;1 1;0 1;1 0')", "true"),
        ("intersects('0 0;0 2;0 1')", "true"),
        ("intersects('')", "false"),
        ("intersects(/data/text)", "error"),
    ]);
}
