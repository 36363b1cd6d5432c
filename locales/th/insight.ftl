# Figures.
insight-period-wrong = “{ $period }” ไม่ใช่ช่วงเวลา โปรดเขียนปี ครึ่งปี ไตรมาส หรือเดือน (ค.ศ.) เช่น 2019, 2019-H2, 2019-Q3 หรือ 2019-07
insight-dimension-unknown = ไม่มีตัวเลขใดของโครงการที่แยกตาม “{ $dimension }” ได้

insight-province = จังหวัด
insight-district = อำเภอ
insight-people = จำนวนผู้เข้าร่วม
insight-period = ช่วงเวลา
insight-previous = ช่วงก่อนหน้า
insight-more = เพิ่มขึ้น { $percent }% จากช่วงก่อนหน้า
insight-less = ลดลง { $percent }% จากช่วงก่อนหน้า
insight-same = เท่ากับช่วงก่อนหน้า
insight-map-none = ยังไม่มีผู้เข้าร่วมในช่วงเวลานี้
insight-map-most = { $place }มีผู้เข้าร่วมมากที่สุด
insight-map-most-but = { $place }มีผู้เข้าร่วมมากที่สุด ส่วน{ $other }ยังไม่มี
insight-map-most-many = { $place }มีผู้เข้าร่วมมากที่สุด ส่วนอีก { $count } พื้นที่ยังไม่มี
insight-bars-share = { $title }: { $label } { $share }%
insight-trend = { $title }: { $value } ใน{ $period }
insight-no-outlines = ยังไม่มีเส้นแบ่งเขตอำเภอ แผนที่จึงแสดงเป็นรายจังหวัด ผู้ดูแลระบบเพิ่มได้ด้วยคำสั่ง “saphan places import”
