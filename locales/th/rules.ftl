# สิ่งที่ขั้นตอนงานบอกเกี่ยวกับแฟ้ม: ต้องทำอะไรภายในวันใด และเพราะอะไร
rules-days = { $days } วัน
rules-working-days = { $days } วันทำการ
rules-months = { $months } เดือน
rules-why-after = ครบกำหนด { $due }: { $length } นับจาก { $start } { $rule }
rules-why-after-unknown-holidays = ครบกำหนด { $due }: { $length } นับจาก { $start } ปีนั้นยังไม่ประกาศวันหยุดราชการ กำหนดจริงอาจช้ากว่านี้ { $rule }
rules-why-on = ครบกำหนด { $due } { $rule }
rules-why-yearly = ตั้งแต่ { $opens } ถึง { $due } { $rule }
rules-kept = { $length } นับจาก { $start } { $rule }
rules-origin-unreviewed = ที่มา: { $source } ({ $dated }) ความน่าเชื่อถือ: { $confidence } ยังไม่ได้ตรวจโดยนักกฎหมาย
rules-origin-reviewed = ที่มา: { $source } ({ $dated }) ความน่าเชื่อถือ: { $confidence } ตรวจแล้วเมื่อ { $reviewed }
rules-confidence-low = ต่ำ
rules-confidence-medium = ปานกลาง
rules-confidence-high = สูง
rules-hindered = { $why }
rules-conference-first = ต้องมีมติร่วมกันก่อน: { $conference }
