# Figures.
insight-period-wrong = “{ $period }” သည် ကာလ မဟုတ်ပါ။ နှစ်၊ နှစ်ဝက်၊ သုံးလပတ် သို့မဟုတ် လကို 2019, 2019-H2, 2019-Q3 သို့မဟုတ် 2019-07 ကဲ့သို့ ရေးပါ။
insight-dimension-unknown = ဤအစီအစဉ်၏ ကိန်းဂဏန်းများကို “{ $dimension }” အလိုက် ခွဲ၍ မရပါ။

insight-province = ပြည်နယ်
insight-district = ခရိုင်
insight-people = ပါဝင်သူဦးရေ
insight-period = ကာလ
insight-previous = ယခင်ကာလ
insight-more = ယခင်ကာလထက် { $percent }% ပိုများသည်
insight-less = ယခင်ကာလထက် { $percent }% ပိုနည်းသည်
insight-same = ယခင်ကာလနှင့် တူညီသည်
insight-map-none = ဤကာလတွင် ပါဝင်သူ မရှိသေးပါ
insight-map-most = { $place } တွင် ပါဝင်သူ အများဆုံး ရှိသည်
insight-map-most-but = { $place } တွင် ပါဝင်သူ အများဆုံး ရှိသည်။ { $other } တွင် မရှိသေးပါ
insight-map-most-many = { $place } တွင် ပါဝင်သူ အများဆုံး ရှိသည်။ နယ်မြေ { $count } ခုတွင် မရှိသေးပါ
insight-bars-share = { $title }: { $label } { $share }%
insight-trend = { $title }: { $period } တွင် { $value }
insight-no-outlines = ခရိုင်နယ်နိမိတ်များ မရှိသေးသဖြင့် မြေပုံတွင် ပြည်နယ်အလိုက် ပြထားသည်။ စီမံခန့်ခွဲသူက “saphan places import” ဖြင့် ထည့်နိုင်သည်။
